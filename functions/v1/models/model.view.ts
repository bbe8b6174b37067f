import type { ModelDraft } from '#shared/domain/catalogue/manage.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';

/** A model as anybody may see it. */
export const publicView = ({ id, name, provider, modelName, isActive, creditsCost, kind }: OfferedModel) => ({
  ...{ id, name, provider, model_name: modelName, is_active: isActive, credits_cost: creditsCost, kind },
});

/** A model as operators see it. */
export const managedView = (model: OfferedModel) => ({
  ...publicView(model),
  priority: model.priority,
  api_base: model.apiBase ?? null,
  config: configView(model.config),
  has_api_key: model.sealedKey !== undefined,
});

const configView = ({ temperature, maxTokens }: OfferedModel['config']) => ({
  ...(temperature !== undefined && { temperature }),
  ...(maxTokens !== undefined && { max_tokens: maxTokens }),
});

interface ModelFields {
  name?: string | undefined;
  provider?: OfferedModel['provider'] | undefined;
  model_name?: string | undefined;
  api_key?: string | undefined;
  api_base?: string | undefined;
  config?: { temperature?: number | undefined; max_tokens?: number | undefined } | undefined;
  credits_cost?: number | undefined;
  kind?: OfferedModel['kind'] | undefined;
  priority?: number | undefined;
  is_active?: boolean | undefined;
}

/** A request's fields in the domain's names; what isn't given is left out. */
export function draftOf({ config, ...fields }: ModelFields): Partial<ModelDraft> {
  const named = {
    ...{ name: fields.name, provider: fields.provider, modelName: fields.model_name, apiKey: fields.api_key, apiBase: fields.api_base },
    ...{ creditsCost: fields.credits_cost, kind: fields.kind, priority: fields.priority, isActive: fields.is_active },
    config: config && present({ temperature: config.temperature, maxTokens: config.max_tokens }),
  };
  return present(named);
}

/** Only what is there. */
const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
