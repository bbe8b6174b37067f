import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { HttpAnswer } from '../contract/answer.ts';
import type { UploadedFile } from '../contract/endpoint.ts';
import type { IdempotencyClaim, IdempotencyStore } from '../contract/idempotency.ts';
import type { Authenticate, Call, Reply } from './call.ts';

export type HttpEvent = APIGatewayProxyEventV2;

/** A body taken apart, before it is checked against its schema. */
export interface ParsedBody {
  fields: unknown;
  files: Record<string, UploadedFile>;
}

/** A lambda's wiring once the contract has vouched for its types. */
export interface CheckedWiring {
  handle(call: Call): Promise<Reply>;
  authenticate?: Authenticate;
  limit?(call: Call): Promise<void>;
  idempotency?: IdempotencyStore;
}

/** What the middlewares hand on to one another. */
export interface Internal extends Record<string, unknown> {
  requestId: string;
  startedAt: number;
  wiring: CheckedWiring;
  call: Call;
  claim?: IdempotencyClaim;
  /** The stored answer of the same request. */
  replay?: HttpAnswer;
}

export type HttpRequest = Request<HttpEvent, HttpAnswer, Error, Context, Internal>;
export type HttpMiddleware = MiddlewareObj<HttpEvent, HttpAnswer, Error, Context, Internal>;
