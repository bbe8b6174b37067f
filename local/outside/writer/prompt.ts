import type { LengthUnit } from '#shared/domain/writing/count.ts';

/** What a prompt asks for, as far as a writer without a mind can tell. */
export interface WritingOrder {
  /** The texts in tags, by their names: `标题`, `关键词`, `原文`, … */
  fields: ReadonlyMap<string, string>;
  target: number;
  unit: LengthUnit;
  /** The answer is to be JSON. */
  json: boolean;
  /** What comes in tags or words that only a second call has. */
  again: boolean;
}

const TAGGED = /<(?<name>[\p{L}]+)(?<mark>-\d+)?>\n(?<text>[\s\S]*?)\n<\/\k<name>\k<mark>>/gu;
const LENGTH = /约 (\d+) (字|词|个外文单词)/g;
const USUAL = 600;

/** Reads the tags and the length line that this project's prompts have; any other prompt is one field, `标题`. */
export function readPrompt(prompt: string, json: boolean): WritingOrder {
  const fields = new Map<string, string>();
  for (const { groups } of prompt.matchAll(TAGGED)) fields.set(groups!.name!, groups!.text!);
  if (fields.size === 0) fields.set('标题', prompt.trim().slice(0, 200));
  // A second call says the length again, at its end.
  const [, target, unit] = [...prompt.matchAll(LENGTH)].at(-1) ?? [];
  return {
    fields,
    json,
    target: Number(target ?? USUAL),
    unit: unit === undefined || unit === '字' ? '字' : '词',
    again: fields.has('已写') || fields.has('初稿'),
  };
}
