import { describe, expect, test } from 'vitest';
import { gbk } from '#local/outside/alipay/gbk.ts';
import { zip } from '#local/outside/alipay/zip.ts';
import { billLines } from '#shared/adapters/alipay/bill-lines.ts';
import { unzip } from '#shared/adapters/alipay/unzip.ts';

const HEAD =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const rule = '#-----------------------------------------业务明细列表----------------------------------------';

function row({ type = '交易', goods = '积分', amount = '10.00', refund = '', remark = '' }) {
  const at = '2026-01-22 10:00:00';
  const money = [amount, amount, '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'];
  return [
    '2026012222001400000001\t',
    'R1\t',
    type,
    goods,
    at,
    at,
    '',
    '',
    '',
    '',
    '张三(z***@x.cn)',
    ...money,
    refund,
    '-0.06',
    '0.00',
    remark,
  ].join(',');
}
const bill = (...rows: string[]) => gbk(['#支付宝业务明细查询', '#账号：[2088]', rule, HEAD, ...rows, `${rule}结束`, ''].join('\r\n'));
const payment = { kind: 'payment', orderId: 'R1', transactionId: '2026012222001400000001', amount: 1000 };

describe('a bill in GBK', () => {
  test('is read in fen, a refund without its sign', () => {
    expect(billLines(bill(row({}), row({ type: '退款', amount: '-0.50', refund: 'R1r\t' })))).toEqual([
      payment,
      { kind: 'refund', orderId: 'R1', transactionId: payment.transactionId, refundId: 'R1r', amount: 50 },
    ]);
  });

  test.each(['a,b', 'x,2026-01-22 10:00:00', ',,,,,0.01', '1,2026-01-22 10:00:00,0,0.01'])(
    'with the goods %j has the same amount',
    (goods) => {
      expect(billLines(bill(row({ goods, remark: '退,款' })))).toEqual([payment]);
    },
  );

  test('has a line that can’t be read rather than one that is wrong', () => {
    expect(billLines(bill(row({ amount: 'NaN' }), row({ type: '转账' }), 'x,y'))).toEqual([undefined, undefined, undefined]);
  });

  test('is no other file', () => {
    expect(billLines(gbk('#支付宝业务汇总查询\r\n门店编号,门店名称\r\n合计,1\r\n'))).toEqual([]);
    expect(billLines(Buffer.from(HEAD))).toEqual([]);
  });
});

describe('an archive', () => {
  const files = ['', 'a', '积分'.repeat(10_000)].map((text, at) => ({ name: gbk(`${at}_业务明细.csv`), content: gbk(text) }));

  test('gives back what went in', () => {
    expect(unzip(zip(files), 1_000_000)).toEqual(files.map(({ content }) => content));
    expect(unzip(zip([]), 1)).toEqual([]);
  });

  test('made by another program is read too, stored or deflated', () => {
    // Python's zipfile: a.txt, "hello\n" once and stored, twenty times and deflated.
    const stored =
      'UEsDBBQAAAAAAAAAIVwgMDo2BgAAAAYAAAAFAAAAYS50eHRoZWxsbwpQSwECFAMUAAAAAAAAACFcIDA6NgYAAAAGAAAABQAAAAAAAAAAAAAAgAEAAAAAYS50eHRQSwUGAAAAAAEAAQAzAAAAKQAAAAAA';
    const deflated =
      'UEsDBBQAAAAIAAAAIVxM/FpmCwAAAHgAAAAFAAAAYS50eHTLSM3JyefKoDsJAFBLAQIUAxQAAAAIAAAAIVxM/FpmCwAAAHgAAAAFAAAAAAAAAAAAAACAAQAAAABhLnR4dFBLBQYAAAAAAQABADMAAAAuAAAAAAA=';
    expect(unzip(Buffer.from(stored, 'base64'), 200).map(String)).toEqual(['hello\n']);
    expect(unzip(Buffer.from(deflated, 'base64'), 200).map(String)).toEqual(['hello\n'.repeat(20)]);
  });

  test('that unpacks to more than the limit, or is none, is refused', () => {
    expect(() => unzip(zip(files), 1000)).toThrow();
    for (const text of ['', 'PK', '{"code":"40004"}', 'PK\x05\x06']) expect(() => unzip(Buffer.from(text), 100)).toThrow();
    const broken = zip(files);
    expect(() => unzip(broken.subarray(0, broken.length - 30), 1_000_000)).toThrow();
  });
});

test('the stand-in’s GBK is Node’s', () => {
  const text = `${HEAD}积分ABC 123，。（）`;
  expect(new TextDecoder('gbk').decode(gbk(text))).toBe(text);
});
