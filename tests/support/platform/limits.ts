import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { loginPolicy, platformPolicies } from '#shared/domain/limits/policies.ts';

/** Forgets how often these accounts, addresses and usernames have called: what is refused for its number proves nothing else. */
export async function forgetCalls({ client, name }: Table, subjects: readonly string[]): Promise<void> {
  const policies = [...Object.values(platformPolicies), loginPolicy];
  const registers = policies.flatMap((policy) => subjects.map((subject) => keys.rate(policy.name, subject)));
  await Promise.all(registers.map((Key) => client.send(new DeleteItemCommand({ TableName: name, Key: toRaw(Key) }))));
}
