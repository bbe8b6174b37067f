import type { CashierOrder } from './order.ts';

const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f3f4f5, #16181a) }
  main { width: min(22rem, 100vw - 4rem); padding: 2rem; border-radius: 1rem; text-align: center; background: light-dark(#fff, #222527) }
  h1 { margin: 0; font-size: 1rem; font-weight: 500 }
  .amount { margin: 1.5rem 0 .25rem; font-size: 2.75rem; font-weight: 600; font-variant-numeric: tabular-nums }
  .description { margin: 0; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .5rem 1rem; margin: 1.5rem 0; font-size: .8125rem }
  dt { opacity: .65; text-align: start } dd { margin: 0; text-align: end; overflow-wrap: anywhere }
  button { width: 100%; padding: .875rem; border: 0; border-radius: .5rem; font: inherit; font-weight: 600; color: #fff; background: #067a44; cursor: pointer }
  button:focus-visible { outline: 3px solid #6ab9f5; outline-offset: 2px }
  .state { font-weight: 600 } .note, footer { font-size: .8125rem } footer { margin-top: 1.5rem; opacity: .65 }`;

const STATES = { paid: '已支付 · Paid', closed: '已关闭 · Closed', refunded: '已退款 · Refunded' };

/** What a customer sees: the order, if there is one, and a button when it can be paid. */
export function cashierPage(order: CashierOrder | undefined, note = ''): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>收银台 · Cashier</title>
<style>${STYLE}</style>
<main>
<h1>收银台 · Cashier</h1>
${order === undefined ? '' : orderPart(order)}
${note === '' ? '' : `<p class="note" role="status">${escapeHtml(note)}</p>`}
<footer>本地模拟支付，不会产生真实扣款<br>A local stand-in: no money moves</footer>
</main>
</html>
`;
}

const orderPart = (order: CashierOrder): string => `<p class="amount">¥${(order.amount / 100).toFixed(2)}</p>
<p class="description">${escapeHtml(order.description)}</p>
<dl><dt>订单 · Order</dt><dd>${escapeHtml(order.orderId)}</dd><dt>方式 · Method</dt><dd>${escapeHtml(order.provider)}</dd></dl>
${order.state === 'unpaid' ? '<form method="post"><button>确认支付 · Pay</button></form>' : `<p class="state">${STATES[order.state]}</p>`}`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
