import type * as z from 'zod/mini';
import type { Endpoint, Responses, UploadedFile } from '../contract/endpoint.ts';
import type { IdempotencyStore } from '../contract/idempotency.ts';
import type { Operation } from '../kernel/ids.ts';

/** A checked request, as a handler gets it. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  params: Params;
  query: Query;
  body: Body;
  /** The file parts that were sent, by field name. */
  files: Readonly<Record<string, UploadedFile>>;
  /** The body as it came, for `accepts: 'raw'`. */
  rawBody: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  method: string;
  path: string;
  /** Whose token it is; empty where the contract asks for none. */
  account: string;
  /** The client's network address. */
  address: string;
  requestId: string;
  operation: Operation;
}

/** One of the answers that the contract names. A body of a `null` schema is sent as it is. */
export type Reply<Answers extends Responses = Responses> = {
  [Status in keyof Answers & number]: {
    status: Status;
    headers?: Record<string, string>;
    body: Answers[Status] extends z.ZodMiniType ? z.output<Answers[Status]> : string;
  };
}[keyof Answers & number];

/** What a lambda wires up for its contract. */
export interface Wiring<Params, Query, Body, Answers extends Responses> {
  handle(call: Call<Params, Query, Body>): Promise<Reply<Answers>>;
  /** Token → account id, or the fault `request.unauthorized`. Needed where the contract says `auth: 'account'`. */
  authenticate?(token: string): Promise<string>;
  /** Needed where the contract is `idempotent`. */
  idempotency?: IdempotencyStore;
}

export type AnyEndpoint = Pick<
  Endpoint,
  'id' | 'api' | 'auth' | 'params' | 'query' | 'body' | 'accepts' | 'files' | 'invalid' | 'idempotent' | 'uses'
>;
