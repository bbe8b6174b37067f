import type { OfferedModel } from './types.ts';

/**
 * What a new stage offers, under the ids and prices that the document's examples have (platform-api.txt). They use the stage's own keys. An operator may
 * change or switch them off; what was changed lies in the table under the same id.
 */
export const builtIn: readonly OfferedModel[] = [
  model(1, '通义千问Plus', 'qwen', 'qwen-plus', 'writing', 10, 1),
  model(2, 'Gemini 图像', 'gemini', 'gemini-nano-banana-2.1', 'image', 20, 1),
  model(3, 'Gemini 视频', 'gemini', 'gemini-omni-1.1-flash', 'video', 50, 1),
  model(4, '通义千问Plus', 'qwen', 'qwen-plus', 'ppt', 30, 1),
  model(5, 'Gemini 文本', 'gemini', 'gemini-flash-latest', 'writing', 10, 2),
  model(6, 'Gemini 文本', 'gemini', 'gemini-flash-latest', 'ppt', 30, 2),
];

function model(
  id: number,
  name: string,
  provider: OfferedModel['provider'],
  modelName: string,
  kind: OfferedModel['kind'],
  creditsCost: number,
  priority: number,
): OfferedModel {
  return { id, name, provider, modelName, kind, config: {}, creditsCost, isActive: true, priority };
}

/** All models: what is stored stands for the built-in one of the same id. By id. */
export function offered(stored: readonly OfferedModel[]): OfferedModel[] {
  const byId = new Map([...builtIn, ...stored].map((one) => [one.id, one]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
