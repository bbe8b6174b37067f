import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RawItem } from './size.ts';
import { type TransactWrites, targetOf } from './transactions.ts';

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

  /** What a transaction writes to, as it is now, in the order of its members. */
  async function itemsOf(headers: IncomingHttpHeaders, writes: TransactWrites): Promise<(RawItem | undefined)[]> {
    const asGet = { ...headers, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const answers = await Promise.all(writes.map((write) => post(asGet, { ...targetOf(write), ConsistentRead: true })));
    return answers.map(({ answer }) => (JSON.parse(answer) as { Item?: RawItem }).Item);
  }

  return { post, itemsOf, close: () => agent.destroy() };
}
