import { type LengthUnit, lengthOf } from './count.ts';
import type { AskedLength } from './length.ts';

/** How a text's length compares with what was asked. */
export interface LengthCheck {
  /** The customer's own words: `字数2000字`. */
  asked: string;
  /** As `lengthOf` counts. */
  counted: number;
  unit: LengthUnit;
  verdict: 'kept' | 'short' | 'long';
  /** For the customer, when it wasn't kept. */
  message?: string;
}

/** Counts a text against what was asked; `undefined` when nothing was. */
export function checkLength(text: string, asked: AskedLength | undefined): LengthCheck | undefined {
  if (!asked) return undefined;
  const { unit, words } = asked;
  const counted = lengthOf(text, unit);
  const verdict = counted < asked.least ? 'short' : counted > asked.most ? 'long' : 'kept';
  const check = { asked: words, counted, unit, verdict } as const;
  return verdict === 'kept'
    ? check
    : { ...check, message: `要求“${words}”，成稿 ${counted} ${unit}，${verdict === 'short' ? '短' : '长'}于要求` };
}

/** How far a length is from what counts as kept. */
export const missOf = (counted: number, { least, most }: AskedLength): number => Math.max(least - counted, counted - most, 0);
