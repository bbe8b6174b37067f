import { randomBytes } from 'node:crypto';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Secrets } from '#local/settings.ts';
import { putSecret } from '#scripts/secrets/parameters.ts';
import { checkSecret, secretName } from '#scripts/secrets/rules.ts';
import { withNewKey } from '#shared/adapters/vault/key-ring.ts';
import { STAGE } from './account.ts';

/** What `npm run secrets -- set` does, for each secret that the stand-ins want, and for the keys of our own. */
export async function putSecrets(standIns: Secrets): Promise<string> {
  const ssm = new SSMClient();
  const secrets = Object.entries({ JWT_SECRET: randomBytes(32).toString('base64url'), VAULT_KEYS: withNewKey(), ...standIns });
  for (const [given, value] of secrets) {
    const name = secretName(given);
    checkSecret(name, value);
    await putSecret(ssm, STAGE, name, value);
  }
  return `${secrets.length} secrets`;
}
