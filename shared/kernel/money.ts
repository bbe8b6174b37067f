/** Integer fen; 100 fen = 1 yuan. */
export type Fen = number;

/** 1 yuan = 10 points (mini-program-api.txt, points/config). */
export const POINTS_PER_YUAN = 10;

/** `10.5` yuan → `1050` fen; `undefined` when there are more than 2 decimals, however small they are. */
export function fenFromYuan(yuan: number): Fen | undefined {
  const fen = Math.round(yuan * 100);
  // A quotient is the double nearest to it, as a decimal that was read is: equal, not just near.
  return fen / 100 === yuan ? fen : undefined;
}

/** `"10.50"` yuan → `1050` fen, as providers write amounts; `undefined` for anything else, negative ones too. */
export function fenOfDecimal(yuan: string): Fen | undefined {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

/** `1050` fen → `"10.50"` yuan, as providers take amounts. */
export const decimalOfFen = (fen: Fen): string => (fen / 100).toFixed(2);

export const yuanFromFen = (fen: Fen): number => fen / 100;

/** Whole points that `fen` buys; a part of a point is not sold. */
export const pointsForFen = (fen: Fen): number => Math.floor((fen * POINTS_PER_YUAN) / 100);
