import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { permissionsOf } from '#infra/grants.ts';
import { functionName } from '#shared/contract/endpoint.ts';
import { environmentOf } from '#shared/contract/environment.ts';
import { type Json, ofType, synthesise } from './support/synthesis.ts';

const synthesis = synthesise('prod');
const roles = ofType(synthesis, 'AWS::IAM::Role');

interface Statement {
  Action: string | string[];
  Effect: string;
  Resource: Json;
  Condition?: Json;
}
const statementsOf = (role: (typeof roles)[number]): Statement[] => {
  const [policy] = role[1].Properties.Policies as unknown as { PolicyDocument: { Statement: Statement[] } }[];
  return policy!.PolicyDocument.Statement;
};

test('what each function may do is written down, and a change of it is seen in review', async () => {
  const lines = registry.map((contract) => {
    const rights = permissionsOf(contract)
      .filter(({ on }) => on !== 'logs')
      .map(
        ({ actions, on, keys }) =>
          `  ${on}: ${actions.map((action) => action.split(':')[1]).join(' ')}${keys ? ` [${keys.join(' ')}]` : ''}`,
      );
    return [
      functionName(contract),
      ...(rights.length > 0 ? rights : ['  nothing']),
      `  env: ${environmentOf(contract.uses).join(' ') || 'none'}`,
    ].join('\n');
  });
  await expect(`${lines.join('\n\n')}\n`).toMatchFileSnapshot('grants.txt');
});

test('no role has a wildcard action, an unlimited resource or a managed policy', () => {
  for (const role of roles) {
    expect(role[1].Properties.ManagedPolicyArns).toBeUndefined();
    for (const { Action, Resource, Effect } of statementsOf(role)) {
      expect(Effect).toBe('Allow');
      expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
      expect(Resource).not.toBe('*');
    }
  }
});

/** What follows the table reads its stream, which has no keys of requests; only followers may. */
const STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`);
const isOfStream = ({ Action }: Statement): boolean => [Action].flat().every((action) => STREAM.includes(action));

test('only what follows the table reads its stream', () => {
  const readers = registry.filter((contract) => permissionsOf(contract).some(({ actions }) => actions.includes('dynamodb:GetRecords')));
  expect(readers.map(({ kind }) => kind)).toEqual(['follower']);
});

test('whatever touches the table is limited to partition keys', () => {
  const onTable = roles.flatMap(statementsOf).filter((statement) => {
    const { Action, Resource } = statement;
    return !isOfStream(statement) && String([Action].flat()[0]).startsWith('dynamodb:') && !JSON.stringify(Resource).includes('/index/due');
  });
  expect(onTable.length).toBeGreaterThan(5);
  for (const { Condition } of onTable) {
    const keys = (Condition as Record<string, Record<string, string[]>>)['ForAllValues:StringLike']!['dynamodb:LeadingKeys']!;
    for (const key of [keys].flat()) expect(key).toMatch(/^[A-Z]+#\*$/);
  }
});

test('no action is granted that a request without a key could use', () => {
  const actions = new Set(
    roles
      .flatMap(statementsOf)
      .filter((statement) => !isOfStream(statement))
      .flatMap(({ Action }) => Action),
  );
  const keyed = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(
    (name) => `dynamodb:${name}`,
  );
  expect([...actions].filter((action) => action.startsWith('dynamodb:') && !keyed.includes(action))).toEqual([]);
});

test('functions with equal permissions share a role, others do not', () => {
  const functions = ofType(synthesis, 'AWS::Lambda::Function');
  const roleOf = new Map(functions.map(([name, { Properties }]) => [name, JSON.stringify(Properties.Role)]));
  const inApi = registry.filter(({ kind }) => kind === 'endpoint');
  for (const one of inApi) {
    for (const other of inApi) {
      const equal = JSON.stringify(permissionsOf(one)) === JSON.stringify(permissionsOf(other));
      expect(roleOf.get(functionName(one)) === roleOf.get(functionName(other)), `${one.id} and ${other.id}`).toBe(equal);
    }
  }
});
