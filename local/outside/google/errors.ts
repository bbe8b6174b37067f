import type * as z from 'zod/mini';
import type { Answer } from '../service.ts';

type Status = 'INVALID_ARGUMENT' | 'UNAUTHENTICATED' | 'PERMISSION_DENIED' | 'NOT_FOUND' | 'RESOURCE_EXHAUSTED' | 'INTERNAL';

const httpStatus: Record<Status, number> = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
};

/** The Interactions API names its errors in words where the other APIs repeat the HTTP status. */
const interactionCodes: Record<Status, string> = {
  INVALID_ARGUMENT: 'invalid_request',
  UNAUTHENTICATED: 'unauthenticated',
  PERMISSION_DENIED: 'permission_denied',
  NOT_FOUND: 'not_found',
  RESOURCE_EXHAUSTED: 'rate_limit_exceeded',
  INTERNAL: 'api_error',
};

/** A request that Google answers with an error (https://google.aip.dev/193). */
export class GoogleError extends Error {
  readonly status: Status;
  readonly details: object[];

  constructor(status: Status, message: string, details: object[] = []) {
    super(message);
    this.status = status;
    this.details = details;
  }

  /** As the API behind `path` words it. */
  answer(path: string): Answer {
    const code = httpStatus[this.status];
    if (/\/interactions(\/|$)/.test(path)) {
      return { status: code, body: { error: { code: interactionCodes[this.status], message: this.message } } };
    }
    const details = this.details.length > 0 ? { details: this.details } : {};
    return { status: code, body: { error: { code, message: this.message, status: this.status, ...details } } };
  }
}

export const invalid = (message: string, details: object[] = []): GoogleError => new GoogleError('INVALID_ARGUMENT', message, details);

export const internal = (): GoogleError =>
  new GoogleError(
    'INTERNAL',
    'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  );

export const exhausted = (): GoogleError =>
  new GoogleError('RESOURCE_EXHAUSTED', 'You exceeded your current quota, please check your plan and billing details.', [
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2s' },
  ]);

/** The JSON body as `schema` has it; otherwise the 400 that Google gives for it. */
export function readJson<T>(schema: z.ZodMiniType<T>, body: Buffer): T {
  const read = schema.safeParse(parse(body));
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const path = issue.path.join('.');
  const message =
    issue.code === 'unrecognized_keys'
      ? `Invalid JSON payload received. Unknown name "${issue.keys[0]}"${path ? ` at '${path}'` : ''}: Cannot find field.`
      : `Invalid value at '${path}': ${issue.message}`;
  throw invalid(message, [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: path, description: message }] },
  ]);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalid('Invalid JSON payload received. Unexpected token.');
  }
}
