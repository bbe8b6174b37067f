import { type Fault, isFault } from '../../kernel/fault.ts';

/** What the provider said, or what kept it from saying anything. */
export interface ProviderError {
  /** HTTP status; `undefined` when no answer came, and for an error inside a stream. */
  status: number | undefined;
  /** `data_inspection_failed`, `limit_requests`, `Arrearage`, … */
  code: string | undefined;
  message: string;
  /** Seconds that it asks us to wait. */
  retryAfter: number | undefined;
  /** The connection was never made, so nothing can have been asked. */
  unreached: string | undefined;
  /** Our own refusal to reach the address. */
  forbidden: Fault | undefined;
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const CAUSES = 5;

/** Reads what the client threw: its `APIError` with status, code and body, or a wrapper around what the connection ended in. */
export function readProviderError(thrown: unknown): ProviderError {
  const error = asObject(thrown);
  const causes = causesOf(error);
  const reached = causes.find(({ code }) => typeof code === 'string' && neverConnected.has(code));
  return {
    status: typeof error.status === 'number' ? error.status : undefined,
    code: [error.code, error.type].find((value) => typeof value === 'string'),
    message: String(causes.at(-1)?.message ?? thrown),
    retryAfter: secondsOf(error.headers),
    unreached: reached ? String(reached.code) : undefined,
    forbidden: causes.find((cause) => isFault(cause)) as Fault | undefined,
  };
}

/** The error itself, then what it was caused by. */
function causesOf(error: Record<string, unknown>): Record<string, unknown>[] {
  const chain = [error];
  while (chain.length < CAUSES) {
    const { cause } = chain.at(-1)!;
    if (typeof cause !== 'object' || cause === null) break;
    chain.push(asObject(cause));
  }
  return chain;
}

function secondsOf(headers: unknown): number | undefined {
  const seconds = headers instanceof Headers ? Number(headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined;
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
