import type { LengthCheck } from '../../writing/check.ts';
import type { AskedLength } from '../../writing/length.ts';
import { material } from '../material.ts';

/** Asks for the rest of a text that met the limit of tokens. */
export const continued = (prompt: string, text: string): string =>
  [
    prompt,
    '下面是已经写好的部分，它在最后一个字处中断：',
    material([['已写', text]]),
    '从中断处接着写到全文结束。不重复已写的内容，不加说明，只输出后面的部分。',
  ].join('\n\n');

/** Asks for the same text, longer or shorter. */
export function resized(prompt: string, text: string, { counted, verdict, unit }: LengthCheck, { target }: AskedLength): string {
  const how = verdict === 'short' ? '充实论述、例子和细节，不注水、不重复、不编造事实' : '删去次要的内容、重复和修饰，保留结构、要点和结尾';
  return [
    prompt,
    '下面是初稿：',
    material([['初稿', text]]),
    `初稿 ${counted} ${unit}，篇幅不合要求。改写成约 ${target} ${unit}：${how}。只输出改写后的全文。`,
  ].join('\n\n');
}
