import { randomBytes } from 'node:crypto';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { withNewKey } from '#shared/adapters/vault/key-ring.ts';
import type { SecretName } from '#shared/contract/secrets.ts';
import { secretValue } from './parameters.ts';

/** A new value that nobody has to know. The vault's ring keeps the keys that it has: without them, what they sealed is lost. */
export async function generateSecret(ssm: SSMClient, stage: string, name: SecretName): Promise<string> {
  if (name === 'VAULT_KEYS') return withNewKey(await secretValue(ssm, stage, name));
  return randomBytes(48).toString('base64url');
}
