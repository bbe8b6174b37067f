import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { HttpAnswer } from '../contract/answer.ts';
import type { Endpoint, Responses } from '../contract/endpoint.ts';
import type { Environment } from '../contract/environment.ts';
import type { AnyEndpoint, Reply, Wiring } from './call.ts';
import { idempotent } from './idempotency/middleware.ts';
import { authenticated, called, faultsRendered, limited, parsed, traced, validated, wired } from './middlewares.ts';
import { jsonAnswer } from './render.ts';
import type { CheckedWiring, HttpEvent, HttpMiddleware, Internal } from './request.ts';

/**
 * The Lambda handler of an endpoint: traced, authenticated, checked against its contract, idempotent where the contract
 * says so, and answered in its API's shape. `wire` is called once, on the first request.
 */
export function serve<Params, Query, Body, Answers extends Responses>(
  contract: Endpoint<Params, Query, Body, Answers>,
  wire: (env: Environment) => Wiring<Params, Query, Body, Answers>,
) {
  const checked = wire as unknown as (env: Environment) => CheckedWiring;
  return pipelineOf(contract, checked, async ({ wiring, call, replay }) => replay ?? answerOf(await wiring.handle(call)));
}

/** All that is done to a request around `work`, which makes the answer of a checked call. `first`: what comes before its caller is known. */
export function pipelineOf(
  contract: AnyEndpoint,
  wire: (env: Environment) => CheckedWiring,
  work: (internal: Internal, event: HttpEvent) => Promise<HttpAnswer>,
  first: HttpMiddleware[] = [],
) {
  const calls = new WeakMap<HttpEvent, Internal>();
  const pipeline = middy<HttpEvent, HttpAnswer, Error, Context, Internal>()
    .use(traced(contract))
    .use(faultsRendered(contract))
    .use(first)
    .use(wired(contract, wire))
    .use(called())
    .use(guards(contract))
    .use([validated(contract), limited()]);
  if (contract.idempotent) pipeline.use(idempotent(contract));
  return pipeline
    .before(({ event, internal }) => void calls.set(event, internal))
    .handler(async (event: HttpEvent) => work(calls.get(event)!, event));
}

/** Nothing of a body is looked at before it is known who sends it, except where the body says who that is. */
const guards = (contract: AnyEndpoint): HttpMiddleware[] =>
  contract.auth === 'partner' ? [parsed(contract), authenticated(contract)] : [authenticated(contract), parsed(contract)];

export const answerOf = ({ status, headers, body }: Reply<Responses>): HttpAnswer =>
  typeof body === 'string' ? { statusCode: status, headers: { ...headers }, body } : jsonAnswer(status, body, headers);
