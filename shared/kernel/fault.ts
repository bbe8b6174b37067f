import { type FaultCode, faults } from './faults.ts';

/** Facts about a fault that its message, its renderings or an operator need. Never secrets. */
export interface FaultDetails {
  /** What to tell the client in place of the table's own message. */
  message?: string;
  /** The request field that is wrong, when there is one. */
  field?: string;
  /** Seconds after which a retry makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  /** The limit that was met: so many in so many seconds. Becomes `RateLimit-Policy`. */
  policy?: { name: string; quota: number; seconds: number };
  [fact: string]: unknown;
}

/** A coded failure of the business: what happened is in `code`, how each API says it is in `faults.ts`. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly details: FaultDetails;

  constructor(code: FaultCode, details: FaultDetails = {}, options?: ErrorOptions) {
    super(details.message ?? faults[code].message, options);
    this.name = 'Fault';
    this.code = code;
    this.details = details;
  }
}

/** Throws the fault `code`; an expression of type `never`, so it can stand where a value is expected. */
export function fail(code: FaultCode, details?: FaultDetails, options?: ErrorOptions): never {
  throw new Fault(code, details, options);
}

export const isFault = (error: unknown, code?: FaultCode): error is Fault =>
  error instanceof Fault && (code === undefined || error.code === code);
