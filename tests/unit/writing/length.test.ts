import { expect, test } from 'vitest';
import { checkLength } from '#shared/domain/writing/check.ts';
import { lengthOf } from '#shared/domain/writing/count.ts';
import { askedLength } from '#shared/domain/writing/length.ts';

test.each([
  ['字数2000字', 2000, 1700, 2300],
  ['字数2000字,包含实用技巧', 2000, 1700, 2300],
  ['语气轻松，2000字左右', 2000, 1700, 2300],
  ['写一篇文章，约 2,000 字', 2000, 1700, 2300],
  ['写一篇文章2000字', 2000, 1700, 2300],
  ['2000个字', 2000, 1700, 2300],
  ['字数：1000', 1000, 850, 1150],
  ['篇幅800-1000', 900, 680, 1150],
  ['800-1000字', 900, 680, 1150],
  ['800～1000字', 900, 680, 1150],
  ['800字到1000字', 900, 680, 1150],
  ['1.5万字', 15_000, 12_750, 17_250],
  ['1万2千字', 12_000, 10_200, 13_800],
  ['3k字', 3000, 2550, 3450],
  ['八百字左右', 800, 680, 920],
  ['两千五百字', 2500, 2125, 2875],
  ['不超过500字', 450, 0, 500],
  ['500字以内', 450, 0, 500],
  ['控制在500字以内', 450, 0, 500],
  ['控制在1000字左右', 1000, 850, 1150],
  ['至少800字', 880, 800, Number.POSITIVE_INFINITY],
  ['不少于1500字', 1650, 1500, Number.POSITIVE_INFINITY],
  ['1500字以上', 1650, 1500, Number.POSITIVE_INFINITY],
  ['标题不超过20字,全文1200字', 1200, 1020, 1380],
  ['摘要200字，正文3000字', 3000, 2550, 3450],
])('%s', (requirements, target, least, most) => {
  expect(askedLength(requirements)).toMatchObject({ target, least, most, unit: '字' });
});

test.each([
  ['500 words', 500, 425, 575],
  ['a 500-word essay', 500, 425, 575],
  ['500-800 words', 650, 425, 920],
  ['no more than 300 words', 270, 0, 300],
  ['译文500个单词', 500, 425, 575],
])('%s are words', (requirements, target, least, most) => {
  expect(askedLength(requirements)).toMatchObject({ target, least, most, unit: '词' });
});

test.each([
  '',
  '语气轻松',
  '标题不超过20字',
  '每段100字',
  '摘要200字',
  '写10个要点',
  '2026年1月',
  '一字不差',
  '第三章2000字',
  '9999999999字',
])('“%s” names no length of the whole text', (requirements) => {
  expect(askedLength(requirements)).toBeUndefined();
});

test('a very long line of digits is read in no time', () => {
  const started = performance.now();
  askedLength('1'.repeat(5000));
  askedLength('一'.repeat(5000));
  expect(performance.now() - started).toBeLessThan(500);
});

test.each([
  ['时间管理，从今天开始。', 11],
  ['用AI写作，效率提升3.5倍！', 12],
  ['  空格\n\n不算  ', 4],
  ['## 标题\n\n- **要点**一\n1. 要点二\n> 引用', 10],
  ['[链接文字](https://example.com/a?b=c) ![图](x.png)', 5],
  ['| 镜号 | 画面 |\n|---|---|\n| 1 | 海边 |', 7],
  ['😀🎉', 0],
  ["don't stop 3,000 times", 4],
])('%j is %i 字', (text, length) => {
  expect(lengthOf(text, '字')).toBe(length);
});

test('words are counted without what is Chinese', () => {
  expect(lengthOf('Hello world, 你好 GPT-4.', '词')).toBe(3);
});

test('a length within 15 % is kept, beyond it the answer says so', () => {
  const asked = askedLength('100字')!;
  expect(checkLength('字'.repeat(85), asked)).toEqual({ asked: '100字', counted: 85, unit: '字', verdict: 'kept' });
  expect(checkLength('字'.repeat(115), asked)?.verdict).toBe('kept');
  expect(checkLength('字'.repeat(84), asked)).toMatchObject({ verdict: 'short', message: '要求“100字”，成稿 84 字，短于要求' });
  expect(checkLength('字'.repeat(116), asked)).toMatchObject({ verdict: 'long', message: '要求“100字”，成稿 116 字，长于要求' });
  expect(checkLength('字', undefined)).toBeUndefined();
});
