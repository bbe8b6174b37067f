import { type Capability, grantOf } from './capabilities.ts';
import { variableOfQueue } from './queues.ts';
import type { SecretName } from './secrets.ts';

/** The names of exactly those environment variables that a function with these capabilities gets. */
export function environmentOf(uses: readonly Capability[]): string[] {
  const names = new Set<string>();
  for (const grant of uses.map(grantOf)) {
    if (grant.table || grant.dueIndex) names.add('TABLE_NAME');
    if (grant.bucket) names.add('BUCKET_NAME');
    if (grant.send) names.add(variableOfQueue(grant.send));
    if (grant.live) names.add('LIVE_URL');
    if (grant.secrets) names.add('SECRETS_PATH');
    for (const setting of grant.env ?? []) names.add(setting);
  }
  return [...names].sort();
}

/** The secrets that a function with these capabilities may read, without doubles. */
export const secretsOf = (uses: readonly Capability[]): SecretName[] =>
  [...new Set(uses.flatMap((use) => grantOf(use).secrets ?? []))].sort();

/** What a handler gets of its process's environment: exactly the variables of its capabilities. */
export type Environment = Readonly<Record<string, string>>;

/** The variables of `uses`, from `source`. A variable that is not set is an empty text: "not configured". */
export const pickEnvironment = (uses: readonly Capability[], source: Record<string, string | undefined>): Environment =>
  Object.fromEntries(environmentOf(uses).map((name) => [name, source[name] ?? '']));
