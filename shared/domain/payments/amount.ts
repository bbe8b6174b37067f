import { fail } from '../../kernel/fault.ts';
import { type Fen, fenFromYuan } from '../../kernel/money.ts';

const MAX_YUAN = 50_000;

/** > 0, ≤ 50,000 yuan, at most 2 decimals (decisions.md). Less than 0.1 yuan, a usual test payment, buys no whole point. */
export function checkedAmount(amount: number): Fen {
  const fen = fenFromYuan(amount);
  if (fen === undefined) return fail('order.invalid', { field: 'amount', message: 'amount 最多两位小数' });
  if (amount <= 0) return fail('order.invalid', { field: 'amount', message: 'amount 必须大于 0' });
  if (amount > MAX_YUAN) return fail('order.invalid', { field: 'amount', message: `amount 最大 ${MAX_YUAN} 元` });
  return fen;
}
