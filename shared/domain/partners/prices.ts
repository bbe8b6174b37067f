import type { Fen } from '../../kernel/money.ts';

/** What partners prepay (partner-api.txt, "Price"): uploads → fen. */
export const packages = { 3: 4980, 10: 15_000, 50: 40_000, 200: 100_000 } as const satisfies Record<number, Fen>;
export type PackageSize = keyof typeof packages;

export const packageSizes = Object.keys(packages).map(Number) as PackageSize[];

/** How long uploads are valid. */
export const VALID_MONTHS = 12;
