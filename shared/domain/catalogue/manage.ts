import { fail } from '../../kernel/fault.ts';
import type { Vault } from '../vault/ports.ts';
import type { PublicWeb } from '../web/ports.ts';
import { builtIn } from './built-in.ts';
import type { Catalogue } from './ports.ts';
import type { OfferedModel } from './types.ts';

/** What an operator says of a model. `apiKey` is sealed at once and never told again. */
export interface ModelDraft extends Omit<OfferedModel, 'id' | 'sealedKey'> {
  apiKey?: string;
}

export interface ManageParts {
  catalogue: Catalogue;
  vault: Pick<Vault, 'seal'>;
  web: Pick<PublicWeb, 'admit'>;
}

/** Whose key it is: part of the seal, so that it opens nothing else. */
export const keyOwner = (id: number): string => `model/${id}/key`;

/** `request.invalid` for an `api_base` that isn't public https, also by what its name resolves to. */
export async function addModel(parts: ManageParts, draft: ModelDraft): Promise<OfferedModel> {
  await admitBase(parts, draft.apiBase);
  return keep(parts, await parts.catalogue.nextId(), draft);
}

/** Changes what is named; a key that isn't named stays, unless the model moves to another address: a key is for the one that it was given for. */
export async function changeModel(parts: ManageParts, id: number, change: Partial<ModelDraft>): Promise<OfferedModel> {
  const before = await modelById(parts.catalogue, id);
  await admitBase(parts, change.apiBase);
  const { sealedKey, ...rest } = before;
  const moves = change.apiBase !== undefined && change.apiBase !== before.apiBase;
  if (moves && sealedKey !== undefined && change.apiKey === undefined)
    fail('request.invalid', { field: 'api_key', message: '修改 api_base 时必须重新提供 api_key' });
  const config = { ...before.config, ...change.config };
  return keep(parts, id, { ...rest, ...change, config }, sealedKey);
}

/** Of a built-in model only what was changed of it can be taken away. */
export async function removeModel({ catalogue }: Pick<ManageParts, 'catalogue'>, id: number): Promise<void> {
  await modelById(catalogue, id);
  if (builtIn.some((model) => model.id === id))
    fail('request.invalid', { field: 'id', message: '内置模型不能删除,可以停用 (is_active: false)' });
  await catalogue.remove(id);
}

export async function modelById(catalogue: Pick<Catalogue, 'find'>, id: number): Promise<OfferedModel> {
  return (await catalogue.find(id)) ?? builtIn.find((model) => model.id === id) ?? fail('model.not_found');
}

async function admitBase({ web }: Pick<ManageParts, 'web'>, apiBase: string | undefined): Promise<void> {
  if (apiBase !== undefined) await web.admit(apiBase, 'api_base');
}

/** The stage's own keys go to their providers only: whoever names an address brings the key for it. */
function checkAddress({ provider, apiBase, kind }: ModelDraft, hasKey: boolean): void {
  const invalid = (field: string, message: string) => fail('request.invalid', { field, message });
  if (provider !== 'gemini' && (kind === 'image' || kind === 'video')) invalid('provider', '图片和视频模型的 provider 只能是 gemini');
  if (provider === 'gemini' && apiBase !== undefined) invalid('api_base', 'gemini 模型不能指定 api_base');
  if (provider === 'openai' && apiBase === undefined) invalid('api_base', '缺少参数 api_base');
  if (apiBase !== undefined && !hasKey) invalid('api_key', '指定 api_base 时必须提供 api_key');
}

async function keep(
  { catalogue, vault }: ManageParts,
  id: number,
  { apiKey, ...draft }: ModelDraft,
  sealed?: string,
): Promise<OfferedModel> {
  checkAddress(draft, apiKey !== undefined || sealed !== undefined);
  const sealedKey = apiKey === undefined ? sealed : await vault.seal(apiKey, keyOwner(id));
  const model: OfferedModel = { ...draft, id, ...(sealedKey !== undefined && { sealedKey }) };
  await catalogue.put(model);
  return model;
}
