import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { HttpAnswer } from '../../contract/answer.ts';
import type { Endpoint, Responses } from '../../contract/endpoint.ts';
import type { Environment } from '../../contract/environment.ts';
import type { Call, Reply, Wiring } from '../call.ts';
import type { CheckedWiring, HttpEvent, Internal } from '../request.ts';
import { answerOf, pipelineOf } from '../serve.ts';
import { type EventStream, eventStream } from './event-stream.ts';
import { routed } from './routed.ts';

type Done<Answers extends Responses> = Answers[200] extends z.ZodMiniType ? z.output<Answers[200]> : never;

/** What a lambda wires up for a contract that answers bit by bit. */
export interface StreamWiring<Params, Query, Body, Answers extends Responses> extends Omit<Wiring<Params, Query, Body, Answers>, 'handle'> {
  /**
   * Opens the stream and sends what comes as `delta` events, then answers the whole, which is sent as `done` and kept for the
   * `Idempotency-Key`. Undefined when the client left and nothing was done: the key is free again.
   */
  handle(call: Call<Params, Query, Body>, stream: EventStream): Promise<Reply<Answers> | undefined>;
  /** The whole as one `delta`, for who is answered it without having heard it. */
  deltaOf(done: Done<Answers>): object;
}

type CheckedStreamWiring = Omit<CheckedWiring, 'handle'> & {
  handle(call: Call, stream: EventStream): Promise<Reply | undefined>;
  deltaOf(done: unknown): object;
};

/** In our logs only: the client has left. */
const CLIENT_LEFT: HttpAnswer = { statusCode: 499, headers: {}, body: '' };

/**
 * The Lambda handler of an endpoint that answers with server-sent events through a Function URL: all that `serve` is, refusals and their
 * statuses too, until the stream is open; from then on an error is its last event, `error`, with the body that it would have had.
 */
export function serveStream<Params, Query, Body, Answers extends Responses>(
  contract: Endpoint<Params, Query, Body, Answers>,
  wire: (env: Environment) => StreamWiring<Params, Query, Body, Answers>,
) {
  const streams = new WeakMap<HttpEvent, EventStream>();
  let deltaOf: CheckedStreamWiring['deltaOf'];
  const checked = wire as unknown as (env: Environment) => CheckedWiring;
  const work = async (internal: Internal, event: HttpEvent): Promise<HttpAnswer> => {
    const wiring = internal.wiring as unknown as CheckedStreamWiring;
    ({ deltaOf } = wiring);
    const stream = streams.get(event)!;
    if (internal.replay) {
      const { 'content-type': _, ...headers } = internal.replay.headers;
      stream.open(headers);
      return internal.replay;
    }
    const reply = await wiring.handle(internal.call, stream);
    return reply ? answerOf(reply) : forgotten(internal);
  };
  const pipeline = pipelineOf(contract, checked, work, [routed(contract)]);
  return awslambda.streamifyResponse(async (event: HttpEvent, out: awslambda.HttpResponseStream, context: Context) => {
    const stream = eventStream(out, event.requestContext.requestId);
    streams.set(event, stream);
    const answer = await (pipeline as (event: HttpEvent, context: Context) => Promise<HttpAnswer>)(event, context);
    if (answer.statusCode === 200) await tellDone(stream, answer, (done) => deltaOf(done));
    else if (stream.isOpen()) await tell(stream, 'error', answer.body);
    else stream.answer(answer);
    stream.end();
  });
}

async function forgotten(internal: Internal): Promise<HttpAnswer> {
  if (internal.claim) await internal.wiring.idempotency?.release(internal.claim);
  delete internal.claim;
  return CLIENT_LEFT;
}

async function tellDone(stream: EventStream, { body }: HttpAnswer, deltaOf: (done: unknown) => object): Promise<void> {
  if (!stream.isOpen()) stream.open();
  if (!stream.hasBegun()) await tell(stream, 'delta', JSON.stringify(deltaOf(JSON.parse(body))));
  await tell(stream, 'done', body);
}

/** Whether somebody hears it no longer matters. */
const tell = (stream: EventStream, event: string, data: string): Promise<void> => stream.send(event, data).catch(() => {});
