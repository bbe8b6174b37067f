import { fail } from '../../kernel/fault.ts';
import { type Repair, type Rgb, repairTypes } from './types.ts';

/**
 * The fields `repair_type` and `rgb` as partners send them. Order and spaces don't matter, and the page's own `sr;repair` is understood.
 * `rgb`, "r,g,b" of 0–255 each, is needed with `bg` and not looked at otherwise. `request.invalid` names the field that is wrong.
 */
export function parseRepair(repairType: string, rgb?: string): Repair {
  const asked = sorted(repairType);
  const type = repairTypes.find((known) => sorted(known) === asked);
  if (type === undefined) return invalid('repair_type', `repair_type 只能是 ${repairTypes.join(' / ')}`);
  return type === 'bg' ? { type, rgb: parseRgb(rgb) } : { type };
}

const sorted = (list: string): string =>
  list
    .split(/[,;]/)
    .map((word) => word.trim())
    .sort()
    .join(',');

function parseRgb(text: string | undefined): Rgb {
  if (!text?.trim()) return invalid('rgb', 'repair_type 为 bg 时必须提供 rgb');
  const parts = text.split(',').map((part) => part.trim());
  const [r = -1, g = -1, b = -1] = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : -1));
  const isColour = parts.length === 3 && [r, g, b].every((value) => value >= 0 && value <= 255);
  return isColour ? { r, g, b } : invalid('rgb', 'rgb 格式为 r,g,b,每个值 0 到 255');
}

const invalid = (field: string, message: string): never => fail('request.invalid', { field, message });
