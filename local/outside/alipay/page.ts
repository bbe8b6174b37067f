import type { Answer } from '../service.ts';
import { fenOf } from './amounts.ts';
import type { Node } from './answer.ts';
import { type Content, problemNode } from './operations.ts';
import type { Fields } from './sign.ts';
import type { TradeBook } from './trades.ts';

/** The payer's browser, sent here by the seller: the trade begins, and the cashier shows it. */
export function pagePay(fields: Fields, content: Content, book: TradeBook): Answer {
  const { out_trade_no, total_amount, subject, product_code, time_expire } = content;
  const amount = fenOf(total_amount);
  if (typeof out_trade_no !== 'string' || !/^\w{1,64}$/.test(out_trade_no)) return errorPage('INVALID_PARAMETER', 'out_trade_no');
  if (product_code !== 'FAST_INSTANT_TRADE_PAY') return errorPage('INVALID_PARAMETER', 'product_code');
  if (amount === undefined) return errorPage('INVALID_PARAMETER', 'total_amount');
  if (typeof subject !== 'string' || subject === '' || subject.length > 256 || /[/=&]/.test(subject)) {
    return errorPage('INVALID_PARAMETER', 'subject');
  }
  const expiresAt = time_expire === undefined ? undefined : Date.parse(`${String(time_expire).replace(' ', 'T')}+08:00`);
  if (Number.isNaN(expiresAt)) return errorPage('INVALID_PARAMETER', 'time_expire');
  const terms = {
    orderId: out_trade_no,
    amount,
    subject,
    notifyUrl: fields.notify_url ?? '',
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const trade = book.open(terms);
  if (typeof trade !== 'string' || trade === 'TRADE_HAS_SUCCESS' || trade === 'TRADE_HAS_CLOSE') {
    return { status: 302, headers: { location: `/cashier?order=${out_trade_no}` } };
  }
  return errorPageOf(problemNode(trade));
}

const errorPage = (code: string, field: string): Answer => errorPageOf({ sub_code: code, sub_msg: `参数有误：${field}` });

/** What a browser gets when its request is refused: a page, with HTTP 200 as everything of Alipay's. */
export const errorPageOf = ({ sub_code, sub_msg }: Node): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><meta charset="utf-8"><title>支付宝</title><h1>抱歉，系统发生错误</h1><p>错误代码 ${sub_code}</p><p>${sub_msg}</p>\n`,
});
