import { lengthOf } from '#shared/domain/writing/count.ts';
import type { WritingOrder } from './prompt.ts';

export const LABEL = '【本地示例】';
export const ENGLISH_LABEL = '[local sample]';

type Sentence = (title: string, word: string) => string;

const opening: Sentence[] = [
  (title, word) => `谈到“${title}”，很多人先想到的是${word}，却不知道从哪里入手。`,
  (title) => `围绕“${title}”，下面按要点依次展开。`,
];
const middle: Sentence[] = [
  (_, word) => `先看${word}：把它拆成可以当天完成的小步骤，比列一张很长的清单更有用。`,
  (_, word) => `以${word}为例，先记录一周的真实情况，再决定保留什么、去掉什么。`,
  (title, word) => `${word}与“${title}”的关系，在于它决定了投入能否变成结果。`,
  (_, word) => `做${word}时，最常见的误区是一次改变太多，几天之后又回到原处。`,
  (_, word) => `可以给${word}定一个看得见的标准，每周回头对照一次。`,
  (_, word) => `与他人一起做${word}，进展往往比独自坚持更稳定。`,
  (_, word) => `如果时间有限，就只保留${word}里最要紧的一项，其余的放到下周。`,
  (title, word) => `把${word}写进日程之后，“${title}”就不再只是一个念头。`,
];
const closing: Sentence[] = [(title) => `总之，“${title}”并不复杂，难的是今天就迈出第一步。`];
const english: Sentence[] = [
  (title, word) => `When people talk about ${title}, ${word} is usually where they begin.`,
  (_, word) => `Start small with ${word}, write down what happens, and look at it again after a week.`,
  (_, word) => `The most common mistake with ${word} is to change too much at once.`,
  (title) => `In the end ${title} depends on what is done today rather than on what is planned.`,
];

/** A text made of the order's own fields, as long as was asked, that says what it is. What has a source text gives that back. */
export function essay({ fields, target, unit }: WritingOrder): string {
  const title = (fields.get('标题') ?? '').slice(0, 60);
  const words = (fields.get('关键词') ?? '').split(/[、,，\s]+/).filter(Boolean);
  const source = fields.get('原文');
  if (source !== undefined) return `${LABEL}\n\n${source}`;
  return unit === '词' ? inEnglish(title, words, target) : inChinese(title, words, target);
}

function inChinese(title: string, words: string[], target: number): string {
  const topics = words.length > 0 ? words : ['第一步', '关键环节', '后续安排'];
  const head = `# ${title}\n\n${LABEL}`;
  const tail = closing[0]!(title, '');
  const paragraphs = [opening.map((sentence) => sentence(title, topics[0]!)).join('')];
  const whole = (more: string[] = []): string => [head, ...paragraphs, ...more, tail].join('\n\n');
  for (let turn = 0; lengthOf(whole(), '字') < target; turn++) {
    const topic = topics[turn % topics.length]!;
    const heading = turn < topics.length ? [`## ${topic}`] : [];
    let text = '';
    for (let at = 0; at < middle.length; at++) {
      const next = text + middle[(turn + at) % middle.length]!(title, topic);
      if (text !== '' && lengthOf(whole([...heading, next]), '字') > target) break;
      text = next;
    }
    paragraphs.push(...heading, text);
    if (lengthOf(whole(), '字') + 60 > target) break;
  }
  return whole();
}

function inEnglish(title: string, words: string[], target: number): string {
  const topics = words.length > 0 ? words : ['the first step', 'practice', 'follow-up'];
  const sentences = [ENGLISH_LABEL];
  for (let turn = 0; ; turn++) {
    const next = english[turn % english.length]!(title, topics[turn % topics.length]!);
    if (turn > 0 && lengthOf([...sentences, next].join(' '), '词') > target) return sentences.join(' ');
    sentences.push(next);
  }
}
