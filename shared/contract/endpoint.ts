import type * as z from 'zod/mini';
import type { FaultCode } from '../kernel/faults.ts';
import type { Capability } from './capabilities.ts';
import type { QueueName } from './queues.ts';

/** Which wire format an endpoint speaks: its envelope, its errors, its tokens. */
export type Api = 'mini' | 'partner' | 'platform';

/** Whose path it is, also where no endpoint is. */
export function apiOf(path: string): Api {
  if (path.startsWith('/api/third')) return 'partner';
  return path.startsWith('/api/v1') ? 'platform' : 'mini';
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** How much a caller may ask for. Which limit a class has is the API's policy, not the endpoint's. */
export type RateClass = 'auth' | 'query' | 'write' | 'generate' | 'none';

/** One file of a multipart form. `type` is what the client said; what it is, its content tells. */
export interface UploadedFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** What the function needs to run, used by the CDK app. */
interface FunctionSettings {
  /** `folder/operation`: names the files, the Lambda (`ImageRestore`) and the event (`events/image-restore.json`). */
  id: string;
  summary: string;
  /** What it touches; its IAM grants and environment variables are derived from this. */
  uses: readonly Capability[];
  /** Default 29 s, an HTTP API's limit, for endpoints. */
  timeoutSeconds?: number;
  /** MB of memory (and with it CPU), default 512. */
  memory?: number;
  /** Packages that come from a layer and stay out of the bundle. */
  layers?: readonly 'sharp'[];
}

/** Success status → schema of its body; `null` for an answer without a JSON body. */
export type Responses = Readonly<Record<number, z.ZodMiniType | null>>;

/**
 * Who may call. `account`: whoever has a token of this API. `admin`: the same, and the account has the role. `refresh`: the bearer of a
 * refresh token. `partner`: who signs with a partner's secret; its code is in the body, so that is read first.
 */
export type Auth = 'none' | 'account' | 'admin' | 'refresh' | 'partner';

export interface EndpointSpec<Params, Query, Body, Answers extends Responses> {
  api: Api;
  method: Method;
  /** API Gateway's route syntax: `/api/image/jobs/{requestId}`. */
  path: string;
  auth: Auth;
  rate: RateClass;
  params?: z.ZodMiniType<Params>;
  query?: z.ZodMiniType<Query>;
  body?: z.ZodMiniType<Body>;
  /** `json` is the default; `form` takes JSON, urlencoded and multipart alike; `raw` hands the text over unparsed. */
  accepts?: 'json' | 'form' | 'raw';
  /** Names of the file parts of a multipart form. */
  files?: readonly string[];
  /** The fault that bad input ends in; `request.invalid` unless the document says otherwise. */
  invalid?: FaultCode;
  /** It costs or moves something, so `Idempotency-Key` is honoured (decisions.md, "All three"). */
  idempotent?: boolean;
  responses: Answers;
  /** What it tells later. */
  callback?: Callback;
  /**
   * What a 200 is, where it isn't JSON. `text/csv`: its schema is `null`. `text/event-stream`: it is told bit by bit, from an address of its
   * own, for an HTTP API buffers; the schema is that of its last event, `done`.
   */
  produces?: 'text/csv' | 'text/event-stream';
  /** How it can end badly, besides what its auth and its kind of body bring along. */
  faults: readonly FaultCode[];
  /** A request and its answer, as the document shows them. The sample event and the contract tests are made from it. */
  example: { request: ExampleRequest; response: unknown };
}

/** What is told later, by a webhook, at the address that a field of the request's body named. */
export interface Callback {
  name: string;
  field: string;
  summary: string;
  body: z.ZodMiniType;
  example: unknown;
}

export interface ExampleRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** Field name → which drawn picture stands for the file. */
  files?: Record<string, 'photo' | 'reference'>;
  raw?: string;
}

export interface Endpoint<Params = unknown, Query = unknown, Body = unknown, Answers extends Responses = Responses>
  extends FunctionSettings,
    EndpointSpec<Params, Query, Body, Answers> {
  kind: 'endpoint';
}

/** An SQS consumer. Its queue has the same name as the capability `queue:<name>` that lets others send to it. */
export interface Worker<Message = unknown> extends FunctionSettings {
  kind: 'worker';
  queue: QueueName;
  message: z.ZodMiniType<Message>;
  example: Message;
}

/** A timed task. */
export interface Schedule extends FunctionSettings {
  kind: 'schedule';
  everyMinutes: number;
  /** Of a daily one (1,440): when, `10:30`, in Beijing. */
  at?: string;
}

/** One route of the WebSocket API: what happens to a connection, or a message of its client. */
export interface Socket extends FunctionSettings {
  kind: 'socket';
  route: '$connect' | '$disconnect' | '$default';
  example: { query?: Record<string, string>; body?: string };
}

/** What is told, a moment later, of each change of some of the table's items. */
export interface Follower extends FunctionSettings {
  kind: 'follower';
  /** Whose partition and sort keys begin like this. */
  items: { pk: string; sk: string };
  /** An item before and after, as the table has them. */
  example: { before: Readonly<Record<string, unknown>>; after: Readonly<Record<string, unknown>> };
}

export type Contract = Endpoint | Worker | Schedule | Socket | Follower;

export const endpoint = <Answers extends Responses, Params = undefined, Query = undefined, Body = undefined>(
  spec: FunctionSettings & EndpointSpec<Params, Query, Body, Answers>,
): Endpoint<Params, Query, Body, Answers> => ({ kind: 'endpoint', ...spec });

export const worker = <Message>(spec: Omit<Worker<Message>, 'kind'>): Worker<Message> => ({ kind: 'worker', ...spec });

export const schedule = (spec: Omit<Schedule, 'kind'>): Schedule => ({ kind: 'schedule', ...spec });

export const socket = (spec: Omit<Socket, 'kind'>): Socket => ({ kind: 'socket', ...spec });

export const follower = (spec: Omit<Follower, 'kind'>): Follower => ({ kind: 'follower', ...spec });

/** Whether it answers bit by bit: a Lambda with a Function URL instead of a route. */
export const isStreamed = (contract: Contract): boolean => contract.kind === 'endpoint' && contract.produces === 'text/event-stream';

/** `image/outfit-change` → `ImageOutfitChange`: the logical id of the Lambda, which a person can type. */
export const functionName = (contract: { id: string }): string =>
  contract.id
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** `image/outfit-change` → `events/image-outfit-change.json`. */
export const eventFile = (contract: { id: string }): string => `events/${contract.id.replaceAll('/', '-')}.json`;
