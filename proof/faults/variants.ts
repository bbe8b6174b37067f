import type { Capability } from '#shared/contract/capabilities.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import type { WorldOptions } from './world.ts';

/** A way in which the stack can be set up, and whom it makes a difference to. */
export interface Variant {
  /** Stands in the ids of its cases; none for the usual set-up. */
  name: string;
  world: Pick<WorldOptions, 'veo' | 'settings'>;
  /** Only functions that use one of them are cases; all of them where there are none. */
  capabilities?: readonly Capability[];
}

const USUAL: Variant = { name: '', world: {} };

export const variants: readonly Variant[] = [
  USUAL,
  { name: 'Veo', world: { veo: true }, capabilities: ['models:video'] },
  { name: 'Pay v3', world: { settings: { WECHAT_PAY_VERSION: 'v3' } }, capabilities: ['payments:wechat', 'notifications:wechat'] },
];

export const concerns = ({ capabilities }: Variant, { uses }: Pick<Contract, 'uses'>): boolean =>
  capabilities === undefined || capabilities.some((capability) => uses.includes(capability));

export const named = ({ name }: Variant, id: string): string => (name ? `${id} (${name})` : id);

export function variantOf(name = ''): Variant {
  const found = variants.find((variant) => variant.name === name);
  if (!found) throw new Error(`there is no variant ${name}`);
  return found;
}
