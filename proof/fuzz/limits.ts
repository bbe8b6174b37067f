import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { loginPolicy, platformPolicies } from '#shared/domain/limits/policies.ts';
import type { Place } from '../callers/index.ts';
import { SAMPLE_USERNAME } from './sample-user.ts';

/** Forgets how often these callers and addresses have called: what is refused for its number proves nothing else. */
export async function relieve({ table }: Pick<Place, 'table'>, subjects: readonly string[]): Promise<void> {
  const registers = Object.values(platformPolicies).flatMap(({ name }) => subjects.map((subject) => keys.rate(name, subject)));
  registers.push(keys.rate(loginPolicy.name, SAMPLE_USERNAME));
  await Promise.all(registers.map((Key) => table.client.send(new DeleteItemCommand({ TableName: table.name, Key: toRaw(Key) }))));
}
