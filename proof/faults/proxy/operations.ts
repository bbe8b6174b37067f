import type { Exchange } from './labels.ts';

const JOB = /"sk":\{"S":"JOB#([^"]+)"\}/;
const OPERATION = /":operation":\{"S":"([^"]+)"\}/;

/** The names of started work that the table was given to keep, by job. */
export class Operations {
  readonly #names = new Map<string, Set<string>>();

  /** Hears of each call that was carried out. */
  note({ body }: Exchange): void {
    const text = body.toString('utf8');
    const [job, operation] = [JOB.exec(text)?.[1], OPERATION.exec(text)?.[1]];
    if (job && operation) this.#names.set(job, (this.#names.get(job) ?? new Set()).add(operation));
  }

  /** How many different orders of work were put on record for the job: a second one was made although the first was known. */
  of(job: string): number {
    return this.#names.get(job)?.size ?? 0;
  }

  clear(): void {
    this.#names.clear();
  }
}
