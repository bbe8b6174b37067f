import { fail } from '../../kernel/fault.ts';
import type { Work } from './submit.ts';

/** A style, a reference picture or both: at least one is needed (decisions.md). */
export function outfitWork(style: string | undefined, hasReference: boolean): Work & { kind: 'outfit_change' } {
  if (style === undefined && !hasReference) fail('request.invalid', { field: 'style', message: 'style 与 reference 至少提供一个' });
  return { kind: 'outfit_change', ...(style !== undefined && { style }) };
}
