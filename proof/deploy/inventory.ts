import { ask, askJson, askQuery, askRest } from './emulated.ts';

type Listing = (url: string) => Promise<string[]>;

const json =
  (text: (url: string) => Promise<string>, list: string, name?: string): Listing =>
  async (url) =>
    ((JSON.parse(await text(url))[list] ?? []) as (string | Record<string, string>)[]).map((one) =>
      typeof one === 'string' ? one : String(one[name!]),
    );

const xml =
  (text: (url: string) => Promise<string>, tag: string): Listing =>
  async (url) =>
    [...(await text(url)).matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, name]) => name!);

/** Everything that our stacks can make, asked of the services themselves and not of CloudFormation. */
const listings: Readonly<Record<string, Listing>> = {
  tables: json((url) => askJson(url, 'dynamodb', 'DynamoDB_20120810.ListTables'), 'TableNames'),
  buckets: xml((url) => askRest(url, 's3', '/'), 'Name'),
  queues: json((url) => askJson(url, 'sqs', 'AmazonSQS.ListQueues'), 'QueueUrls'),
  functions: json((url) => askRest(url, 'lambda', '/2015-03-31/functions'), 'Functions', 'FunctionName'),
  layers: json((url) => askRest(url, 'lambda', '/2018-10-31/layers'), 'Layers', 'LayerName'),
  'event sources': json((url) => askRest(url, 'lambda', '/2015-03-31/event-source-mappings'), 'EventSourceMappings', 'UUID'),
  apis: json((url) => askRest(url, 'apigateway', '/v2/apis'), 'items', 'apiId'),
  'log groups': json((url) => askJson(url, 'logs', 'Logs_20140328.DescribeLogGroups', '1.1'), 'logGroups', 'logGroupName'),
  'metric filters': json((url) => askJson(url, 'logs', 'Logs_20140328.DescribeMetricFilters', '1.1'), 'metricFilters', 'filterName'),
  alarms: xml((url) => askQuery(url, 'monitoring', 'DescribeAlarms', '2010-08-01'), 'AlarmName'),
  topics: xml((url) => askQuery(url, 'sns', 'ListTopics', '2010-03-31'), 'TopicArn'),
  rules: json((url) => askJson(url, 'events', 'AWSEvents.ListRules', '1.1'), 'Rules', 'Name'),
  roles: xml((url) => askQuery(url, 'iam', 'ListRoles', '2010-05-08'), 'RoleName'),
  secrets: json(
    (url) =>
      ask(url, 'ssm', {
        headers: { 'x-amz-target': 'AmazonSSM.DescribeParameters', 'content-type': 'application/x-amz-json-1.1' },
        body: '{"MaxResults":50}',
      }),
    'Parameters',
    'Name',
  ),
};

/** `tables: Darkroom-dev-Data-Table-…`, for everything there is. */
export async function takeInventory(url: string): Promise<string[]> {
  const kinds = await Promise.all(
    Object.entries(listings).map(async ([kind, list]) => (await list(url)).map((name) => `${kind}: ${name}`)),
  );
  return kinds.flat().sort();
}

/** What is in `now` and wasn't in `before`. */
export const added = (before: readonly string[], now: readonly string[]): string[] => now.filter((one) => !before.includes(one));

/** `1 table, 21 functions`: how many of each kind. */
export function counted(inventory: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of inventory) {
    const kind = one.slice(0, one.indexOf(':'));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
