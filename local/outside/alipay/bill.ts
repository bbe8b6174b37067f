import { randomBytes } from 'node:crypto';
import type { Answer } from '../service.ts';
import { spacedTime } from '../times.ts';
import { yuanOf } from './amounts.ts';
import { failed, type Node, success } from './answer.ts';
import { gbk } from './gbk.ts';
import type { Trade, TradeBook } from './trades.ts';
import { zip } from './zip.ts';

/** Where the files are. The real ones are at dwbillcenter.alipay.com, for 30 seconds. */
export const DOWNLOAD = '/alipay/downloadBillFile.resource';
const OPEN_MS = 30_000;

const COLUMNS =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,' +
  '集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const SUMMARY = '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）';

/** `alipay.data.dataservice.bill.downloadurl.query` and the file that it names. The real one has a day's bill the next morning; here it is there at once. */
export function createBills(book: TradeBook, sellerId: string, now: () => number) {
  const files = new Map<string, { archive: Buffer; until: number }>();

  return {
    announce(content: Record<string, unknown>, origin: string): Node {
      const day = String(content.bill_date);
      const archive = content.bill_type === 'trade' ? billOf(day, sellerId, book) : undefined;
      if (archive === undefined) return failed('isp.bill_not_exist', '账单不存在');
      const id = randomBytes(24).toString('hex');
      files.set(id, { archive, until: now() + OPEN_MS });
      return success({ bill_download_url: `${origin}${DOWNLOAD}?bizType=trade&userId=${sellerId}&fileId=${id}` });
    },

    download({ searchParams }: URL): Answer {
      const file = files.get(searchParams.get('fileId') ?? '');
      if (file === undefined || file.until < now()) return { status: 404, body: 'not found\n' };
      return { status: 200, headers: { 'content-type': 'application/zip' }, body: file.archive };
    },
  };
}

function billOf(day: string, sellerId: string, book: TradeBook): Buffer | undefined {
  const on = (ms: number): boolean => spacedTime(ms).startsWith(day);
  const lines = book
    .all()
    .flatMap((trade) => [
      ...(trade.paid !== undefined && on(trade.paid.at) ? [line(trade, '交易', trade.paid.at, trade.paid.amount)] : []),
      ...trade.refunds.filter(({ at }) => on(at)).map(({ at, amount, refundId }) => line(trade, '退款', at, -amount, refundId)),
    ]);
  if (lines.length === 0) return undefined;
  const about = ['#支付宝业务明细查询', `#账号：[${sellerId}0156]`, `#起始日期：[${day} 00:00:00]`];
  const rule = '#-----------------------------------------业务明细列表----------------------------------------';
  const details = [...about, rule, COLUMNS, ...lines, `${rule}结束`, `#导出时间：[${day} 08:00:00]`, ''].join('\r\n');
  const summary = [...about, SUMMARY, `合计,,${lines.length},0,0.00,0.00`, ''].join('\r\n');
  const name = `${sellerId}0156_${day.replaceAll('-', '')}`;
  return zip([
    { name: gbk(`${name}_业务明细(汇总).csv`), content: gbk(summary) },
    { name: gbk(`${name}_业务明细.csv`), content: gbk(details) },
  ]);
}

/** The numbers end in a tab, so that a spreadsheet leaves them alone. */
function line(trade: Trade, type: string, at: number, fen: number, refundId = ''): string {
  const amount = yuanOf(fen);
  return [
    ...[`${trade.tradeNo}\t`, `${trade.orderId}\t`, type, trade.subject, spacedTime(trade.createdAt), spacedTime(at), '', '', '', ''],
    ...['付款人(pay***@example.com)', amount, amount, '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'],
    ...[refundId === '' ? '' : `${refundId}\t`, '0.00', '0.00', ''],
  ].join(',');
}
