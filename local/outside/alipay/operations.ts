import { spacedTime } from '../times.ts';
import { fenOf, yuanOf } from './amounts.ts';
import { failed, invalid, type Node, success } from './answer.ts';
import { givenBack, type Trade, type TradeBook, type TradeProblem } from './trades.ts';

export type Content = Record<string, unknown>;
export type Operation = (content: Content) => Node;

const DESCRIPTIONS: Record<TradeProblem, string> = {
  TRADE_NOT_EXIST: '交易不存在',
  TRADE_HAS_SUCCESS: '交易已被支付',
  TRADE_HAS_CLOSE: '交易已经关闭',
  TRADE_STATUS_ERROR: '交易状态不合法',
  CONTEXT_INCONSISTENT: '交易信息被篡改',
  DISCORDANT_REPEAT_REQUEST: '不一致的请求',
  REFUND_AMT_NOT_EQUAL_TOTAL: '退款金额超限',
};

export const problemNode = (problem: TradeProblem): Node => failed(`ACQ.${problem}`, DESCRIPTIONS[problem]);

const BUYER = { buyer_logon_id: 'pay***@example.com', buyer_user_id: '2088102122524333' };

/** What the seller's server asks for; `onRefund` is told of money that went back. */
export function createOperations(book: TradeBook, onRefund: (trade: Trade) => void): Record<string, Operation> {
  return {
    'alipay.trade.query': ({ out_trade_no }) => {
      const trade = book.find(String(out_trade_no));
      return trade === undefined ? problemNode('TRADE_NOT_EXIST') : success(shown(trade));
    },

    'alipay.trade.close': ({ out_trade_no }) => {
      const trade = book.close(String(out_trade_no));
      return typeof trade === 'string' ? problemNode(trade) : success(names(trade));
    },

    'alipay.trade.refund': ({ out_trade_no, refund_amount, out_request_no }) => {
      const amount = fenOf(refund_amount);
      if (amount === undefined) return invalid('isv.invalid-parameter', 'refund_amount');
      if (typeof out_request_no !== 'string' || !/^\w{1,64}$/.test(out_request_no))
        return invalid('isv.invalid-parameter', 'out_request_no');
      const done = book.refund(String(out_trade_no), out_request_no, amount);
      if (typeof done === 'string') return problemNode(done);
      if (done.moved) onRefund(done.trade);
      const moved = { fund_change: done.moved ? 'Y' : 'N', refund_fee: yuanOf(givenBack(done.trade)) };
      return success({ ...names(done.trade), ...BUYER, ...moved });
    },

    // One that it never got, or that failed, is a success without a status.
    'alipay.trade.fastpay.refund.query': ({ out_trade_no, out_request_no }) => {
      const trade = book.find(String(out_trade_no));
      if (trade === undefined) return problemNode('TRADE_NOT_EXIST');
      const refund = trade.refunds.find(({ refundId }) => refundId === out_request_no);
      if (refund === undefined) return success({});
      const amounts = { total_amount: yuanOf(trade.paid?.amount ?? 0), refund_amount: yuanOf(refund.amount) };
      return success({ ...names(trade), out_request_no: refund.refundId, refund_status: 'REFUND_SUCCESS', ...amounts });
    },
  };
}

const names = ({ orderId, tradeNo }: Trade): Node => ({ out_trade_no: orderId, trade_no: tradeNo });

function shown(trade: Trade): Node {
  const amount = yuanOf(trade.paid?.amount ?? trade.amount);
  const common = { ...names(trade), ...BUYER, trade_status: trade.state, total_amount: amount };
  if (trade.paid === undefined) return common;
  return { ...common, receipt_amount: amount, buyer_pay_amount: amount, send_pay_date: spacedTime(trade.paid.at) };
}
