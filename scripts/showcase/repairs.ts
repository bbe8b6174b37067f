import { parseRepair } from '#shared/domain/repair/parse.ts';
import { type Repair, repairKey, repairTypes } from '#shared/domain/repair/types.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { UsageError } from '../operator/command.ts';

/** White, and the blue of Chinese identity photos. */
const COLOURS = ['255,255,255', '67,142,219'];

/** Every repair, `bg` once for each colour; or those of the named types. */
export function repairsFor({ only = [], rgb = COLOURS }: { only?: string[] | undefined; rgb?: string[] | undefined }): Repair[] {
  const types = only.length > 0 ? only : repairTypes;
  return types.flatMap((type) => (type === 'bg' ? rgb.map((colour) => parse(type, colour)) : [parse(type)]));
}

function parse(type: string, rgb?: string): Repair {
  try {
    return parseRepair(type, rgb);
  } catch (error) {
    if (isFault(error, 'request.invalid')) throw new UsageError(`${rgb ?? type}: ${error.message}`);
    throw error;
  }
}

/** `sr-repair`, `bg-67-142-219`: what a result's file is called by. */
export const suffixOf = (repair: Repair): string => repairKey(repair).replaceAll(/[:,]/g, '-');
