import * as z from 'zod/mini';
import type { FaultMode, OutsideService } from './service.ts';

const modes = ['429', '500', 'refuse', 'hang', 'slow', 'cut', 'badsign'] as const satisfies readonly FaultMode[];
const SLOW_MS = 2000;

/** What `PUT /faults` orders: the next `times` calls of `service` go wrong in this way. */
export interface OutsideFault {
  service: OutsideService['name'];
  mode: FaultMode;
  /** How many calls it still hits. */
  times: number;
  /** `slow`: how late the answer comes. `hang`: when the connection is cut; `undefined` leaves it to the client. Milliseconds. */
  delayMs?: number | undefined;
}

/** Either a valid order, or which field is wrong with it. */
export type FaultOrder = { fault: OutsideFault } | { field: string; message: string };

/** Reads the body of `PUT /faults`. `names`: the services that this host has. */
export function readFault(body: string, names: readonly OutsideService['name'][]): FaultOrder {
  const read = schemaFor(names).safeParse(parseJson(body));
  if (!read.success) {
    const issue = read.error.issues[0]!;
    return { field: issue.path.join('.') || 'body', message: issue.message };
  }
  const { mode, delayMs } = read.data;
  return { fault: { ...read.data, delayMs: delayMs ?? (mode === 'slow' ? SLOW_MS : undefined) } };
}

/** Faults that wait for their calls, in the order in which they were ordered. */
export class FaultBoard {
  #waiting: OutsideFault[] = [];

  add(fault: OutsideFault): void {
    this.#waiting.push({ ...fault });
  }

  /** The fault that the next call of `service` meets; it counts as used. */
  take(service: OutsideService['name']): OutsideFault | undefined {
    const fault = this.#waiting.find((one) => one.service === service);
    if (fault && --fault.times === 0) this.#waiting = this.#waiting.filter((one) => one !== fault);
    return fault;
  }

  clear(): void {
    this.#waiting = [];
  }

  list(): OutsideFault[] {
    return this.#waiting.map((fault) => ({ ...fault }));
  }
}

const schemaFor = (names: readonly OutsideService['name'][]) =>
  z.strictObject(
    {
      service: z.enum(names, `service must be one of: ${names.join(', ')}`),
      mode: z.enum(modes, `mode must be one of: ${modes.join(', ')}`),
      times: z._default(z.int('times must be a whole number').check(z.minimum(1, 'times must be 1 or more')), 1),
      delayMs: z.optional(
        z.int('delayMs must be a whole number of milliseconds').check(z.minimum(0, 'delayMs must be 0 or more'), z.maximum(600_000)),
      ),
    },
    'body must be a JSON object with service, mode and, if needed, times and delayMs',
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
