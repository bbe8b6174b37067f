import type { LengthUnit } from './count.ts';

/** A length that was asked for. Without `least` or `most` there is no limit on that side. */
export interface AskedLength {
  /** What to aim at. */
  target: number;
  /** Bounds that count as kept. */
  least: number;
  most: number;
  unit: LengthUnit;
  /** As the customer wrote it. */
  words: string;
}

/** Percent of a number, or of the ends of a range, that count as kept. A limit that is called one is kept exactly. */
const TOLERANCE = 15;
/** Of a limit, what is aimed at on its safe side. */
const MARGIN = 0.1;

/** Bounded, and never from the middle of a number: a text of nothing but digits is read once. */
const NUMBER =
  '(?<!\\d)(?:\\d{1,3}\\s*万\\s*\\d\\s*千|\\d[\\d,，]{0,9}(?:\\.\\d{1,3})?\\s*[kK千万]?)|(?<![一二两三四五六七八九十百千万])[一二两三四五六七八九十百千万]{1,9}';
const LENGTH = new RegExp(
  `(?<from>${NUMBER})\\s*字?(?:\\s*(?:-|–|—|~|～|至|到|to)\\s*(?<to>${NUMBER}))?[\\s-]*(?:个|汉|中文|英文)*(?:(?<words>单词|词|words?\\b)|字符|字)`,
  'giu',
);
/** `字数: 2000`, without the word behind. */
const HEADED = new RegExp(
  `(?:字数|篇幅|长度)\\s*[:：为约在]*\\s*(?<from>${NUMBER})(?:\\s*(?:-|–|—|~|～|至|到)\\s*(?<to>${NUMBER}))?`,
  'giu',
);
const CLAUSE_END = /[,，。;；、\n]/u;
/** Lengths of a part, not of the whole: "标题不超过20字", "每段100字". */
const OF_A_PART = /标题|题目|摘要|导语|开头|结尾|简介|每|段落|小节|章节|第.{1,3}[章节段]|口号|标语|签名/u;
const AT_MOST = /(不超过|不要超过|不得超过|不多于|最多|少于|小于|低于|up to|at most|under|no more than|max\.?)\s*$/iu;
const AT_MOST_AFTER = /^\s*(以内|之内|以下|内)/u;
const AT_LEAST = /(不少于|不低于|至少|最少|超过|多于|大于|at least|over|more than|min\.?)\s*$/iu;
const AT_LEAST_AFTER = /^\s*(以上|之上|起)/u;
/** Longer than any text that a request can end in; a larger number is no length. */
const LONGEST = 100_000;

/** The length that the requirements ask for; `undefined` when they name none for the whole text. */
export function askedLength(requirements: string): AskedLength | undefined {
  for (const found of [...requirements.matchAll(LENGTH), ...requirements.matchAll(HEADED)]) {
    const { from, to = from, words } = found.groups as { from: string; to?: string; words?: string };
    const [low, high] = [numberOf(from), numberOf(to)];
    const before = requirements.slice(0, found.index).split(CLAUSE_END).at(-1)!;
    if (OF_A_PART.test(before) || low <= 1 || high < low || high > LONGEST) continue;
    const after = requirements.slice(found.index + found[0].length);
    return { ...boundsOf(low, high, before, after), unit: words ? '词' : '字', words: `${before}${found[0]}`.trim() };
  }
  return undefined;
}

function boundsOf(low: number, high: number, before: string, after: string): Pick<AskedLength, 'target' | 'least' | 'most'> {
  const single = low === high;
  // "不少于" ends in "少于", and "不超过" in "超过".
  const atLeast = AT_LEAST.test(before) && !/(不(要|得|应)?超过|no more than)\s*$/iu.test(before);
  if (single && (atLeast || AT_LEAST_AFTER.test(after))) {
    return { target: Math.round(low * (1 + MARGIN)), least: low, most: Number.POSITIVE_INFINITY };
  }
  if (single && (AT_MOST.test(before) || AT_MOST_AFTER.test(after))) {
    return { target: Math.round(high * (1 - MARGIN)), least: 0, most: high };
  }
  const least = Math.ceil((low * (100 - TOLERANCE)) / 100);
  return { target: Math.round((low + high) / 2), least, most: Math.floor((high * (100 + TOLERANCE)) / 100) };
}

const DIGITS = '零一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** `2,000` · `1.5万` · `1万2千` · `3k` · `两千五百` */
function numberOf(text: string): number {
  const mixed = /^(\d+)\s*万\s*(\d)\s*千$/.exec(text.trim());
  if (mixed) return Number(mixed[1]) * 10_000 + Number(mixed[2]) * 1000;
  const digits = /^([0-9][0-9,，]*(?:\.[0-9]+)?)\s*([kK千万]?)$/.exec(text.trim());
  if (digits) return Math.round(Number(digits[1]!.replace(/[,，]/g, '')) * (PLACES[digits[2]!.replace(/k/i, '千')] ?? 1));
  let sum = 0;
  let digit = 0;
  for (const sign of text.replaceAll('两', '二')) {
    const place = PLACES[sign];
    if (place === undefined) digit = DIGITS.indexOf(sign);
    else if (place === 10_000) [sum, digit] = [(sum + digit) * place, 0];
    else [sum, digit] = [sum + (digit || 1) * place, 0];
  }
  return sum + digit;
}
