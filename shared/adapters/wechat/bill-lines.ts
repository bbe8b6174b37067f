import type { BillLine } from '../../domain/payments/ports.ts';
import { fenOfDecimal } from '../../kernel/money.ts';

/** Free text comes after this column, and may hold the separator: what follows it is counted from the end. */
const GOODS = '商品名称';

/**
 * Reads a day's trade bill: a head, lines of cells that begin with a backtick, a second head with totals.
 * Both versions write it alike (https://pay.weixin.qq.com/doc/v3/merchant/4012791890). `undefined` when it is no bill.
 * Only the lines of our apps, and of refunds only those that succeeded.
 */
export function billLines(text: string, apps: ReadonlySet<string>): BillLine[] | undefined {
  const [head = '', ...rest] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = head.split(',').map((name) => name.replace(/^`/, '').trim());
  if (!columns.includes('商户订单号') || !columns.includes('订单金额')) return undefined;
  const end = rest.findIndex((line) => !line.startsWith('`'));
  const rows = (end < 0 ? rest : rest.slice(0, end)).map((line) => cellsOf(line, columns));
  const lines = rows.filter((cell) => apps.has(cell('公众账号ID'))).flatMap(linesOf);
  return lines.includes(undefined) ? undefined : lines.filter((line) => line !== undefined);
}

type Cell = (column: string) => string;

function cellsOf(line: string, columns: readonly string[]): Cell {
  const cells = line.slice(1).split(',`');
  return (column) => {
    const at = columns.indexOf(column);
    return (at <= columns.indexOf(GOODS) ? cells[at] : cells[cells.length - columns.length + at])?.trim() ?? '';
  };
}

/** Revoked trades and refunds on their way moved nothing; `undefined` for what can't be read. */
function linesOf(cell: Cell): (BillLine | undefined)[] {
  const known = { orderId: cell('商户订单号'), transactionId: cell('微信订单号') };
  if (cell('交易状态') === 'SUCCESS') return [withAmount({ ...known, kind: 'payment' }, cell('订单金额'))];
  if (cell('交易状态') !== 'REFUND' || cell('退款状态') !== 'SUCCESS') return [];
  return [withAmount({ ...known, kind: 'refund', refundId: cell('商户退款单号') }, cell('申请退款金额'))];
}

function withAmount(line: Omit<BillLine, 'amount'>, yuan: string): BillLine | undefined {
  const amount = fenOfDecimal(yuan);
  return amount === undefined || line.orderId === '' || line.transactionId === '' ? undefined : { ...line, amount };
}
