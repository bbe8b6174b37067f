import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret, SecretName } from '../../contract/secrets.ts';
import { lazily } from '../../kernel/lazily.ts';
import { callSsm } from './call.ts';

interface Answer {
  Parameters?: { Name: string; Value: string }[];
}

/**
 * The function's secrets, from SSM SecureStrings: all of them in one call at the first need, then kept for the container's life.
 * Hand-signed: the SSM client would add 76 KB to every function's bundle.
 */
export function ssmSecrets(env: Environment, names: readonly SecretName[]): ReadSecret {
  const load = lazily(async () => {
    const body = { Names: names.map((name) => env.SECRETS_PATH + name), WithDecryption: true };
    const { Parameters = [] } = (await callSsm('GetParameters', body)) as Answer;
    return new Map(Parameters.map(({ Name, Value }) => [Name.slice(env.SECRETS_PATH!.length), Value]));
  });
  return async (name) => (await load()).get(name);
}
