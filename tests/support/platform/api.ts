import { randomBytes } from 'node:crypto';
import type { Stack } from '#local/stack.ts';
import { dynamoTable, type Table } from '#shared/adapters/dynamo/table.ts';
import { lastOf } from '#tests/support/events.ts';
import { send } from '#tests/support/stack.ts';

/** The platform's answer to everything. `data` is what the test says it is. */
export interface Envelope<Data = unknown> {
  code: number;
  message: string;
  data: Data;
}

export interface Answer<Data = unknown> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: Envelope<Data>;
}

export interface Asked {
  token?: string;
  json?: unknown;
  headers?: Record<string, string>;
  /** The client's address; one that nobody else has, when left out: limits before login go by it. */
  from?: string;
}

/** Any address of this machine; only `127.0.0.1` is nobody's. */
export const someAddress = (): string => `127.${[...randomBytes(3)].map((byte) => 1 + (byte % 254)).join('.')}`;

/** One request to the platform's API; of what is streamed, the last event. */
export async function ask<Data = Record<string, unknown>>(
  stack: Stack,
  method: string,
  path: string,
  { token, json, headers = {}, from = someAddress() }: Asked = {},
): Promise<Answer<Data>> {
  const answer = await send(stack, method, path, {
    from,
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  return { ...answer, body: JSON.parse(lastOf(answer.headers['content-type'], answer.text) || 'null') as Envelope<Data> };
}

/** The stack's own table, as its functions reach it. */
export const tableOf = (stack: Stack): Table => dynamoTable(stack.env);
