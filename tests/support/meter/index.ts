import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Counts, count, noCounts } from './counts.ts';
import { Faults } from './faults.ts';
import { type Exchange, isMetered, isUnpriced, priceOf } from './price.ts';
import { refuse } from './refusals.ts';
import { touchesOf } from './touches.ts';
import { createUpstream } from './upstream.ts';

export type { Counts } from './counts.ts';
export type { WireFault } from './faults.ts';

/** Stands between functions and DynamoDB Local: point `AWS_ENDPOINT_URL_DYNAMODB` at `url`. */
export interface Meter {
  url: string;
  /** What went through since it was last asked. */
  take(): Counts;
  /** What IAM would have been asked since this was last asked: `dynamodb:UpdateItem ACCOUNT#`. */
  touched(): Set<string>;
  faults: Faults;
  close(): Promise<void>;
}

/** Starts a meter on 127.0.0.1, in front of the DynamoDB Local at `upstream`. */
export async function startMeter({ upstream }: { upstream: string }): Promise<Meter> {
  const dynamo = createUpstream(upstream);
  const faults = new Faults();
  let counts = noCounts();
  let touched = new Set<string>();

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const operation = String(incoming.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1)!;
    const body = (await json(incoming)) as Exchange['request'];
    if (isUnpriced(operation)) throw new Error(`the meter can't price ${operation}`);
    for (const touch of touchesOf(operation, body)) touched.add(touch);
    const strike = faults.next(operation);
    if (strike?.fault === 'stall') await sleep(strike.ms);
    else if (strike && strike.fault !== 'lose-answer') {
      count(counts, operation, { readUnits: 0, writeUnits: 0, indexUnits: 0 });
      return send(outgoing, refuse(strike.fault, body));
    }
    const writes = operation === 'TransactWriteItems' ? (body.TransactItems ?? []) : [];
    const before = await dynamo.itemsOf(incoming.headers, writes);
    const { status, answer } = await dynamo.post(
      incoming.headers,
      isMetered(operation) ? { ...body, ReturnConsumedCapacity: 'INDEXES' } : body,
    );
    const after = await dynamo.itemsOf(incoming.headers, writes);
    const changes = before.map((item, at) => ({ before: item, after: after[at] }));
    if (isMetered(operation)) count(counts, operation, priceOf({ operation, request: body, answer: JSON.parse(answer), changes }));
    if (strike?.fault === 'lose-answer') incoming.socket.destroy();
    else send(outgoing, { status, body: answer });
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = counts;
      counts = noCounts();
      return taken;
    },
    touched() {
      const taken = touched;
      touched = new Set();
      return taken;
    },
    faults,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      dynamo.close();
      await closed;
    },
  };
}

function send(outgoing: ServerResponse, { status, body }: { status: number; body: string | object }): void {
  const answer = typeof body === 'string' ? body : JSON.stringify(body);
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(answer) }).end(answer);
}
