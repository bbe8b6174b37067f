import { describe, expect, test } from 'vitest';
import { acknowledge } from '#shared/adapters/wechat/acknowledge.ts';
import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import { orderDescription } from '#shared/adapters/wechat/one-line.ts';
import { beijingDigits, beijingOffsetTime } from '#shared/kernel/beijing-time.ts';

describe('a v2 message', () => {
  test('is read as its fields, plain or in CDATA', () => {
    const text =
      '<xml>\n <total_fee>1</total_fee>\n <attach><![CDATA[a & <b>]]></attach><device_info></device_info><body>1 &lt; 2</body></xml>\n';
    expect(parseFlatXml(text)).toEqual({ total_fee: '1', attach: 'a & <b>', device_info: '', body: '1 < 2' });
  });

  test.each([
    '<xml><a>1</b></xml>',
    '<xml><a b="c">1</a></xml>',
    '<xml><a>1</a>text</xml>',
    '<xml><!-- --><a>1</a></xml>',
    '<xml><a><![CDATA[1]]></a><a>2</a></xml>',
    '<xml><a><![CDATA[x]]><b>y</b><![CDATA[z]]></a></xml>',
    '<!DOCTYPE xml><xml><a>1</a></xml>',
    '<root><a>1</a></root>',
  ])('is nothing else: %s', (text) => {
    expect(parseFlatXml(text)).toBeUndefined();
  });
});

describe('a notification is answered in its own format', () => {
  test('v2', () => {
    const success = '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>';
    expect(acknowledge({ body: '<xml></xml>' }, true)).toEqual({ status: 200, contentType: 'text/xml; charset=utf-8', body: success });
    const failure = acknowledge({ body: ' <xml></xml>' }, false, '签名]]>错误');
    expect(parseFlatXml(failure.body)).toEqual({ return_code: 'FAIL', return_msg: '签名]] >错误' });
  });

  test('v3', () => {
    expect(acknowledge({ body: '{}' }, true)).toMatchObject({ status: 200, body: '' });
    const failure = acknowledge({ body: '{}' }, false);
    expect([failure.status, JSON.parse(failure.body)]).toEqual([500, { code: 'FAIL', message: '失败' }]);
  });
});

describe('a description', () => {
  test.each([
    ['购买100积分', '购买100积分'],
    [' a\r\n\u0000b ', 'a b'],
    ['a]]>b', 'a]] >b'],
  ])('%j becomes %j', (text, line) => {
    expect(orderDescription(text)).toBe(line);
  });

  test('has at most 127 bytes and no half characters', () => {
    expect(orderDescription('积'.repeat(100))).toBe('积'.repeat(42));
    expect(orderDescription('📷'.repeat(100))).toBe('📷'.repeat(31));
  });
});

test('times are told as in Beijing', () => {
  const ms = Date.parse('2026-12-31T16:00:05.678Z');
  expect(beijingDigits(ms)).toBe('20270101000005');
  expect(beijingOffsetTime(ms)).toBe('2027-01-01T00:00:05+08:00');
});
