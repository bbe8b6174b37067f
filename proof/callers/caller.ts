import type { Stack } from '#local/stack.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Api, Auth } from '#shared/contract/endpoint.ts';

/** A running stack, its table, and what time it is for its functions. */
export interface Place {
  stack: Stack;
  table: Table;
  clock: { now(): number };
}

/** What a request shows of who makes it. */
export interface Credential {
  headers?: Readonly<Record<string, string>>;
  /** Fields of its body, or of its query. */
  fields?: Readonly<Record<string, string>>;
}

/** An account of one of the APIs. */
export interface Caller {
  api: Api;
  account: string;
  /** Made anew for each request. */
  show(auth: Auth): Promise<Credential>;
}

/** Somebody who pretends to be a caller, by something that is no good. */
export interface Forgery {
  name: string;
  credential: Credential;
}

/** An answer, as far as it says who may call. */
export interface Said {
  status: number;
  body: Record<string, unknown>;
}

/** How one API is come in at, and what its answers mean to whoever calls. */
export interface Entrance {
  /** Somebody new with `points` to spend. */
  newcomer(place: Place, points: number): Promise<Caller>;
  /** Lets the account do what only operators may; absent where the API has none. */
  promote?(place: Place, caller: Caller): Promise<void>;
  forgeries(place: Place, caller: Caller, auth: Auth): Promise<Forgery[]>;
  /** Not you, or not this. */
  isRefusal(said: Said): boolean;
  isSuccess(said: Said): boolean;
  /** Nobody knows what became of it, or it still goes on: ask the same again. */
  isUnsettled(said: Said): boolean;
  /** The account of whom an answer to a login or a registration is about. */
  accountIn?(said: Said): string | undefined;
}
