import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Vault } from '../vault/ports.ts';
import { type PublishPlatform, platforms } from './names.ts';
import type { Binding, Bindings, ChannelCredentials, PublishingPlatform } from './ports.ts';

/** Whose secret it is: part of its seal. */
export const secretOwner = (account: string, platform: PublishPlatform): string => `publish/${account}/${platform}`;

export interface BindParts {
  bindings: Pick<Bindings, 'put'>;
  vault: Pick<Vault, 'seal'>;
  wechat: Pick<PublishingPlatform, 'verify'>;
  clock: Clock;
}

/**
 * Keeps a platform's credentials once the platform has said that they are good; those before are replaced.
 * Ends in `publish.unsupported`, `publish.credentials`, `publish.failed`, `publish.unavailable`.
 */
export async function bindPlatform(
  { bindings, vault, wechat, clock }: BindParts,
  { account, platform, credentials }: { account: string; platform: PublishPlatform; credentials: ChannelCredentials },
): Promise<Binding> {
  admitPlatform(platform, 'platform');
  await wechat.verify(credentials);
  const sealedSecret = await vault.seal(credentials.appSecret, secretOwner(account, platform));
  const binding: Binding = { account, platform, appId: credentials.appId, sealedSecret, boundAt: clock() };
  await bindings.put(binding);
  return binding;
}

/** Ends in `publish.unsupported`, with the reason, where nothing can be published. */
export function admitPlatform(platform: PublishPlatform, field: string): void {
  const { unsupported } = platforms[platform];
  if (unsupported !== undefined) fail('publish.unsupported', { field, message: unsupported });
}
