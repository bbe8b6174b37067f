import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { RawItem } from './size.ts';

/** The DynamoDB Local behind a meter. It checks no signature, so a body may be another than the one that was signed. */
export function createUpstream(url: string) {
  const agent = new Agent({ keepAlive: true });

  function post({ host: _, ...headers }: IncomingHttpHeaders, payload: object): Promise<{ status: number; answer: string }> {
    const body = JSON.stringify(payload);
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } };
    return new Promise((resolve, reject) => {
      const call = request(url, options, (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 500, answer }), reject);
      });
      call.once('error', reject).end(body);
    });
  }

  /** The items that a transaction's condition checks look at, as they are now. */
  async function checkedItems(headers: IncomingHttpHeaders, writes: TransactWriteItem[]): Promise<(RawItem | undefined)[]> {
    const checks = writes.flatMap(({ ConditionCheck }) => ConditionCheck ?? []);
    const asGet = { ...headers, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const answers = await Promise.all(checks.map(({ TableName, Key }) => post(asGet, { TableName, Key, ConsistentRead: true })));
    return answers.map(({ answer }) => (JSON.parse(answer) as { Item?: RawItem }).Item);
  }

  return { post, checkedItems, close: () => agent.destroy() };
}
