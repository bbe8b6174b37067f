import { grantOf } from '#shared/contract/capabilities.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import type { QueueName } from '#shared/contract/queues.ts';

/** What an action may be done on. `objects:` names a prefix. */
export type Target =
  | 'table'
  | 'due-index'
  | 'stream'
  | 'streams'
  | 'connections'
  | 'logs'
  | `objects:${string}`
  | `queue:${QueueName}`
  | `secret:${string}`;

/** One line of a function's role. `keys`: prefixes of the partition keys it is limited to. */
export interface Permission {
  actions: readonly string[];
  on: Target;
  keys?: readonly string[];
}

/** Exactly what a function's capabilities, and its kind, allow it to do. Functions with equal permissions share a role. */
export const permissionsOf = (contract: Contract): Permission[] => [
  { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], on: 'logs' },
  ...tablePermissions(contract),
  ...objectPermissions(contract),
  ...queuePermissions(contract),
  ...livePermissions(contract),
  ...secretsOf(contract.uses).map((name): Permission => ({ actions: ['ssm:GetParameters'], on: `secret:${name}` })),
];

const grants = (contract: Contract) => contract.uses.map(grantOf);

/** The sorted union of the values that each name collects. */
function collect<Value extends string>(pairs: readonly (readonly [string, readonly Value[]])[]): [string, Value[]][] {
  const byName = new Map<string, Set<Value>>();
  for (const [name, values] of pairs) byName.set(name, new Set([...(byName.get(name) ?? []), ...values]));
  return [...byName].sort(([a], [b]) => a.localeCompare(b)).map(([name, values]) => [name, [...values].sort()]);
}

/** One permission for each set of actions, with all the key prefixes that it holds for. */
function tablePermissions(contract: Contract): Permission[] {
  const tables = grants(contract).flatMap(({ table }) => table ?? []);
  const actionsByPrefix = collect(tables.flatMap(({ keys, actions }) => keys.map((key) => [key, actions] as const)));
  const prefixesByActions = collect(actionsByPrefix.map(([prefix, actions]) => [actions.join(), [prefix]] as const));
  const due = grants(contract).some(({ dueIndex }) => dueIndex);
  return [
    ...prefixesByActions.map(
      ([actions, keys]): Permission => ({ actions: actions.split(',').map((action) => `dynamodb:${action}`), on: 'table', keys }),
    ),
    ...(due ? [{ actions: ['dynamodb:Query'], on: 'due-index' } as const] : []),
  ];
}

function objectPermissions(contract: Contract): Permission[] {
  const objects = grants(contract).flatMap(({ bucket }) => bucket ?? []);
  return collect(objects.map(({ prefix, action }) => [prefix, [`s3:${action}`]] as const)).map(([prefix, actions]) => ({
    actions,
    on: `objects:${prefix}`,
  }));
}

function queuePermissions(contract: Contract): Permission[] {
  const sends = new Set(grants(contract).flatMap(({ send }) => send ?? []));
  const sending = [...sends].map((queue): Permission => ({ actions: ['sqs:SendMessage'], on: `queue:${queue}` }));
  if (contract.kind !== 'worker') return sending;
  return [...sending, { actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], on: `queue:${contract.queue}` }];
}

/** A follower reads the table's stream; that it may ask which streams there are, Lambda wants when it is deployed. */
function livePermissions(contract: Contract): Permission[] {
  const sends = grants(contract).some(({ live }) => live);
  return [
    ...(sends ? [{ actions: ['execute-api:ManageConnections'], on: 'connections' } as const] : []),
    ...(contract.kind === 'follower'
      ? ([
          { actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], on: 'stream' },
          { actions: ['dynamodb:ListStreams'], on: 'streams' },
        ] as const)
      : []),
  ];
}
