/** What Google said, whichever of the client's two error classes brought it. */
export interface ProviderError {
  /** HTTP status; `undefined` when no answer came. */
  status: number | undefined;
  /** `RESOURCE_EXHAUSTED`, `invalid_request`, … */
  code: string | undefined;
  message: string;
  /** Seconds that Google asks us to wait. */
  retryAfter: number | undefined;
  /** The connection was never made (`ECONNREFUSED`, …), so nothing can have been asked. */
  unreached: string | undefined;
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const CAUSES = 5;

/**
 * `models.*` throws `ApiError{status, message}` with the body as JSON in its message, `interactions.*` throws `APIError{status, error, headers}`.
 * Some bodies are wrapped in an array. Anything else (network, time-out, unreadable JSON) has no status.
 */
export function readProviderError(thrown: unknown): ProviderError {
  const error = asObject(thrown);
  const status = typeof error.status === 'number' ? error.status : undefined;
  const body = asObject(error.error ?? parse(error.message));
  const inner = asObject(body.error ?? body);
  const code = [inner.status, inner.code].find((value) => typeof value === 'string');
  const message = String(inner.message ?? error.message ?? thrown);
  return { status, code, message, retryAfter: retryInfo(inner.details) ?? retryHeader(error.headers), unreached: unreached(error) };
}

function unreached(error: Record<string, unknown>): string | undefined {
  let link = error;
  for (let depth = 0; depth < CAUSES; depth++) {
    if (typeof link.code === 'string' && neverConnected.has(link.code)) return link.code;
    link = asObject(link.cause);
  }
  return undefined;
}

function retryInfo(details: unknown): number | undefined {
  for (const detail of Array.isArray(details) ? details.map(asObject) : []) {
    const seconds = /^([\d.]+)s$/.exec(String(detail.retryDelay));
    if (seconds) return Math.ceil(Number(seconds[1]));
  }
  return undefined;
}

function retryHeader(headers: unknown): number | undefined {
  const seconds = headers instanceof Headers ? Number(headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'object' && one !== null ? one : {};
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
