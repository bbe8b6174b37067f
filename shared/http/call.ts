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
  /** Who calls, as `authenticate` found out. */
  caller: Caller;
  /** The body's fields as they came, before they are checked. */
  fields: unknown;
  /** The client's network address. */
  address: string;
  requestId: string;
  operation: Operation;
}

/** Who calls. */
export interface Caller {
  /** Empty where nobody has to say who he is. */
  account: string;
  roles?: readonly Role[];
  /** The login that the token comes from, where tokens say so. */
  session?: string;
  /** Id of the token itself, where it has one: of a refresh token. */
  token?: string;
}

/** What an account may do beyond its own things. */
export type Role = 'admin';

/** One of the answers that the contract names. A body of a `null` schema is sent as it is. */
export type Reply<Answers extends Responses = Responses> = {
  [Status in keyof Answers & number]: {
    status: Status;
    headers?: Record<string, string>;
    body: Answers[Status] extends z.ZodMiniType ? z.output<Answers[Status]> : string;
  };
}[keyof Answers & number];

/** Who makes this call; where the contract's `auth` is `partner`, the body has been taken apart already. */
export type Authenticate = (call: Call) => Promise<Caller>;

/** What a lambda wires up for its contract. */
export interface Wiring<Params, Query, Body, Answers extends Responses> {
  handle(call: Call<Params, Query, Body>): Promise<Reply<Answers>>;
  /** Who calls, or the fault `request.unauthorized`. Needed wherever the contract's `auth` isn't `none`. */
  authenticate?: Authenticate;
  /** Counts the call against its caller's limit, or ends in `request.rate_limited`. */
  limit?(call: Call<Params, Query, Body>): Promise<void>;
  /** Needed where the contract is `idempotent`. */
  idempotency?: IdempotencyStore;
}

export type AnyEndpoint = Pick<
  Endpoint,
  'id' | 'api' | 'path' | 'auth' | 'params' | 'query' | 'body' | 'accepts' | 'files' | 'invalid' | 'idempotent' | 'uses'
>;
