import * as z from 'zod/mini';
import { providers, workKinds } from '#shared/domain/catalogue/types.ts';

const text = (name: string, most: number) =>
  z.string(`${name} 必须是文本`).check(
    z.trim(),
    z.minLength(1, `${name} 不能为空`),
    z.maxLength(most, `${name} 最多 ${most} 个字符`),
    z.refine((value) => value.isWellFormed(), `${name} 含有无效字符`),
  );

const whole = (name: string, least: number, most: number) => {
  const message = `${name} 必须是 ${least}–${most} 的整数`;
  return z.int(message).check(z.gte(least, message), z.lte(most, message));
};

/** Nobody tells finer temperatures apart, and DynamoDB keeps none below 1e-130. */
const toThousandths = (temperature: number): number => Math.round(temperature * 1000) / 1000;

const TEMPERATURE = 'temperature 必须在 0 到 2 之间';

/** What an operator may say of a model; in the document all but `kind`, `priority` and `is_active`. */
const fields = {
  name: text('name', 64),
  provider: z.enum(providers, `provider 只能是 ${providers.join('、')}`),
  model_name: text('model_name', 128),
  api_key: text('api_key', 512),
  api_base: text('api_base', 2048),
  config: z.strictObject({
    temperature: z.optional(z.number(TEMPERATURE).check(z.gte(0, TEMPERATURE), z.lte(2, TEMPERATURE), z.overwrite(toThousandths))),
    max_tokens: z.optional(whole('max_tokens', 1, 1_000_000)),
  }),
  credits_cost: whole('credits_cost', 0, 100_000),
  kind: z.enum(workKinds, `kind 只能是 ${workKinds.join('、')}`),
  priority: whole('priority', 1, 1000),
  is_active: z.boolean('is_active 必须是 true 或 false'),
};

const { name, provider, model_name, credits_cost, api_key, api_base, config, kind, priority, is_active } = fields;

export const newModel = z.strictObject({
  ...{ name, provider, model_name, credits_cost },
  api_key: z.optional(api_key),
  api_base: z.optional(api_base),
  config: z._default(config, {}),
  kind: z._default(kind, 'writing'),
  priority: z._default(priority, 100),
  is_active: z._default(is_active, true),
});

/** Whose model it is doesn't change: its key belongs to it. */
export const modelChange = z.partial(
  z.strictObject({ name, model_name, api_key, api_base, config, credits_cost, kind, priority, is_active }),
);

/** What anybody may know of a model. */
export const publicModel = {
  ...{ id: z.int(), name: z.string(), provider: z.enum(providers), model_name: z.string(), is_active: z.boolean(), credits_cost: z.int() },
  kind: z.optional(z.enum(workKinds)),
};

/** What an operator is answered: whether there is a key, never the key. */
export const managedModel = z.strictObject({
  ...publicModel,
  kind: z.enum(workKinds),
  priority: z.int(),
  api_base: z.nullable(z.string()),
  config: z.strictObject({ temperature: z.optional(z.number()), max_tokens: z.optional(z.int()) }),
  has_api_key: z.boolean(),
});

const NUMBER = 'id 必须是正整数';
export const modelParams = z.strictObject({
  id: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,9}$/, NUMBER)), z.pipe(z.transform(Number), z.int())),
});
