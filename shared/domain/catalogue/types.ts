/** Kinds of work that a model can be chosen for. */
export const workKinds = ['writing', 'image', 'video', 'ppt'] as const;
export type WorkKind = (typeof workKinds)[number];

/** `gemini`: Google's API. `qwen` and `openai`: whatever speaks OpenAI's chat completions at `apiBase`. */
export const providers = ['gemini', 'qwen', 'openai'] as const;
export type Provider = (typeof providers)[number];

/** A model that customers can choose by its id. */
export interface OfferedModel {
  id: number;
  name: string;
  provider: Provider;
  /** The provider's own name for it: `qwen-plus`. */
  modelName: string;
  kind: WorkKind;
  /** Where its API is; the provider's usual address when left out. */
  apiBase?: string;
  /** Its own API key, sealed; the stage's key for the provider when left out. */
  sealedKey?: string;
  config: { temperature?: number; maxTokens?: number };
  /** Points for one piece of work; overrides the tool's own price when a customer chooses the model. */
  creditsCost: number;
  isActive: boolean;
  /** Of the active models of a kind the one with the lowest is the default, the others stand in for it in this order. */
  priority: number;
}

/** Ids below this are the built-in models'. */
export const FIRST_OWN_ID = 11;
