'use strict';

/**
 * One cold start: loads a module, calls its handler once, and says when what happened, in ms since before the load.
 * CommonJS and nothing but Node's own modules, so that nothing is loaded that Lambda wouldn't have loaded.
 * Environment: BENCH_MODULE, BENCH_EVENT (a file; none: load only), BENCH_DYNAMO (host:port of DynamoDB).
 */
const { subscribe } = require('node:diagnostics_channel');
const { readFileSync } = require('node:fs');
const { Writable } = require('node:stream');

const { BENCH_MODULE, BENCH_EVENT, BENCH_DYNAMO } = process.env;
const event = BENCH_EVENT ? JSON.parse(readFileSync(BENCH_EVENT, 'utf8')) : undefined;
const times = { load: 0, firstCall: null };
let start = 0;
const now = () => performance.now() - start;

subscribe('http.client.response.finish', ({ request }) => {
  if (times.firstCall === null && request.getHeader('host') === BENCH_DYNAMO) times.firstCall = now();
});

// Each start is a request of its own.
if (event?.headers?.['idempotency-key']) event.headers['idempotency-key'] += process.pid;
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 };

/** Lambda's runtime has it; what a streaming handler writes is nobody's here. */
globalThis.awslambda = {
  streamifyResponse: (handler) => (event, context) => handler(event, new Writable({ write: (_, __, done) => done() }), context),
  HttpResponseStream: { from: (stream) => stream },
};

start = performance.now();
const { handler } = require(BENCH_MODULE);
times.load = now();
const finish = (error) => {
  times.handler = now();
  process.stdout.write(`\n${JSON.stringify({ ...times, ...(error && { error: String(error.stack ?? error) }) })}\n`, () => process.exit(0));
};
if (event === undefined) finish();
else Promise.resolve(handler(event, context)).then(() => finish(), finish);
