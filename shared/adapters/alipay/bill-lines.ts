import type { BillLine } from '../../domain/payments/ports.ts';
import { fenOfDecimal } from '../../kernel/money.ts';

/**
 * The bill is in GBK, which Node decodes only with all of ICU's data, and a runtime may have been built without. Whatever we read of it is
 * ASCII but these three texts, which are looked for as bytes: GBK has no byte of ASCII punctuation in a character of its own.
 */
const gbk = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
/** 支付宝交易号,商户订单号,业务类型 */
const HEAD = ['d6a7b8b6b1a6bdbbd2d7bac5', 'c9ccbba7b6a9b5a5bac5', 'd2b5cef1c0e0d0cd'].map(gbk).join(',');
/** 交易 */
const PAYMENT = gbk('bdbbd2d7');
/** 退款 */
const REFUND = gbk('cdcbbfee');

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
/** Counted from the time of creation, which the time of completion follows: the goods' name before them may hold commas, and times. */
const AMOUNT = 7;
const REQUEST = 17;

/**
 * Reads one file of a day's trade bill (`…_业务明细.csv`): lines with `#`, a head of 25 columns, a line for each payment and refund.
 * Any other file, as the summary that comes with it, has no lines. `undefined` for a line that can't be read.
 */
export function billLines(file: Buffer): (BillLine | undefined)[] {
  const lines = file.toString('latin1').split(/\r?\n/);
  const head = lines.findIndex((line) => line.startsWith(HEAD));
  if (head < 0) return [];
  return lines
    .slice(head + 1)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => lineOf(line.split(',').map((cell) => cell.trim())));
}

function lineOf(cells: string[]): BillLine | undefined {
  const [transactionId = '', orderId = '', type] = cells;
  const created = cells.findLastIndex((cell, at) => at > 3 && TIME.test(cell) && TIME.test(cells[at + 1] ?? ''));
  const amount = fenOfDecimal((cells[created + AMOUNT] ?? '').replace(/^-/, ''));
  if (created < 0 || amount === undefined || transactionId === '') return undefined;
  if (type === PAYMENT) return { kind: 'payment', orderId, transactionId, amount };
  return type === REFUND ? { kind: 'refund', orderId, transactionId, amount, refundId: cells[created + REQUEST] ?? '' } : undefined;
}
