import { apiOf } from '../contract/endpoint.ts';
import { pickEnvironment } from '../contract/environment.ts';
import { Fault, fail } from '../kernel/fault.ts';
import { faults } from '../kernel/faults.ts';
import { newOperation } from '../kernel/ids.ts';
import { errorFacts, log } from '../kernel/log.ts';
import { parseBody } from './body/parse.ts';
import type { AnyEndpoint, Call } from './call.ts';
import { renderFault } from './render.ts';
import type { CheckedWiring, HttpEvent, HttpMiddleware, HttpRequest, Internal } from './request.ts';
import { validate } from './validate.ts';

/** Gives the request its id and its log line, and the answer its `x-request-id`. */
export const traced = (contract: AnyEndpoint): HttpMiddleware => {
  const close = ({ internal, response, event, error }: HttpRequest) => {
    if (response) response.headers = { ...response.headers, 'x-request-id': internal.requestId };
    log('info', 'request', {
      function: contract.id,
      requestId: internal.requestId,
      method: event.requestContext.http.method,
      path: event.rawPath,
      status: response?.statusCode,
      ms: Date.now() - internal.startedAt,
      account: internal.call?.account || undefined,
      fault: error instanceof Fault ? error.code : undefined,
    });
  };
  return {
    before: ({ internal, event }) => {
      internal.requestId = event.requestContext.requestId;
      internal.startedAt = Date.now();
    },
    after: close,
    onError: close,
  };
};

/** Faults as the API says them; anything else is a 500 that tells nothing but its id. What a worker hasn't told yet is logged whole. */
export const faultsRendered = (contract: AnyEndpoint): HttpMiddleware => ({
  onError: (request) => {
    const { error, event, internal } = request;
    const expected = error instanceof Fault && (faults[error.code].status < 500 || faults[error.code].outcome);
    if (!expected) {
      const fault = error instanceof Fault ? { fault: error.code, details: error.details } : {};
      log('error', 'request.failed', { function: contract.id, requestId: internal.requestId, ...fault, ...errorFacts(error) });
    }
    // Where nothing is, the path says which API's error it is.
    const api = contract.path === '$default' ? apiOf(event.rawPath) : contract.api;
    request.response = renderFault(api, error, internal.requestId);
  },
});

/** Builds the handler's parts once for each container, from exactly the variables of its capabilities. */
export const wired = (contract: AnyEndpoint, wire: (env: Readonly<Record<string, string>>) => CheckedWiring): HttpMiddleware => {
  let wiring: CheckedWiring | undefined;
  return {
    before: ({ internal }) => {
      wiring ??= wire(pickEnvironment(contract.uses, process.env));
      internal.wiring = wiring;
    },
  };
};

/** The event as a call, nothing of it checked yet. */
export const called = (): HttpMiddleware => ({
  before: ({ internal, event }) => {
    internal.call = callOf(event, internal);
  },
});

/** Who calls, and whether the contract lets them. */
export const authenticated = (contract: AnyEndpoint): HttpMiddleware => ({
  before: async ({ internal: { call, wiring } }) => {
    if (contract.auth === 'none') return;
    call.caller = wiring.authenticate ? await wiring.authenticate(call) : fail('request.unauthorized');
    call.account = call.caller.account;
    if (contract.auth === 'admin' && !call.caller.roles?.includes('admin')) fail('request.forbidden');
  },
});

/** The body, taken apart. */
export const parsed = (contract: AnyEndpoint): HttpMiddleware => ({
  before: async ({ internal: { call }, event }) => {
    if (!contract.body) return;
    const invalid = contract.invalid ?? 'request.invalid';
    const { fields, files } = await parseBody(contract, event).catch((error: unknown) => {
      throw error instanceof Fault && error.code === 'request.invalid' ? new Fault(invalid, error.details, { cause: error.cause }) : error;
    });
    call.fields = fields;
    call.files = files;
  },
});

/** Path, query and body, each against its schema. */
export const validated = (contract: AnyEndpoint): HttpMiddleware => ({
  before: ({ internal: { call }, event }) => {
    const invalid = contract.invalid ?? 'request.invalid';
    call.params = validate(contract.params, event.pathParameters ?? {}, invalid);
    call.query = validate(contract.query, event.queryStringParameters ?? {}, invalid);
    call.body = validate(contract.body, call.fields, invalid);
  },
});

/** Counts a call that could be answered against its caller's limit. */
export const limited = (): HttpMiddleware => ({
  before: async ({ internal: { call, wiring } }) => wiring.limit?.(call),
});

const callOf = (event: HttpEvent, internal: Internal): Call => ({
  params: undefined,
  query: undefined,
  body: undefined,
  files: {},
  rawBody: event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? ''),
  headers: event.headers,
  method: event.requestContext.http.method,
  path: event.rawPath,
  account: '',
  caller: { account: '' },
  fields: undefined,
  address: event.requestContext.http.sourceIp,
  requestId: internal.requestId,
  operation: newOperation(internal.startedAt),
});
