/** `"10.50"` → 1050 fen; `undefined` for what Alipay wouldn't take. */
export function fenOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{1,9}(\.\d{1,2})?$/.test(text)) return undefined;
  const fen = Math.round(Number(text) * 100);
  return fen > 0 ? fen : undefined;
}

export const yuanOf = (fen: number): string => (fen / 100).toFixed(2);
