import type { Exchange } from './labels.ts';

const JOB = /"sk":\{"S":"JOB#([^"]+)"\}/;
const OPERATION = /":operation":\{"S":"([^"]+)"\}/;

/** What a record names: one operation, or each clip's of a film (`shared/domain/films/state.ts`). */
const operationsIn = (record: string): string[] => {
  const [first, ...clips] = record.split(' ');
  return clips.length > 0 ? clips.map((clip) => clip.replace(/^[+-]/, '')) : [first!];
};

/** The names of started work that the table was given to keep, by job and by its place in the job. */
export class Operations {
  readonly #names = new Map<string, Set<string>[]>();

  /** Hears of each call that was carried out. */
  note({ body }: Exchange): void {
    const text = body.toString('utf8');
    const [job, operation] = [JOB.exec(text)?.[1], OPERATION.exec(text)?.[1]];
    if (!job || !operation) return;
    const places = this.#names.get(job) ?? [];
    this.#names.set(job, places);
    for (const [place, name] of operationsIn(operation).entries()) {
      places[place] ??= new Set();
      if (name !== '') places[place].add(name);
    }
  }

  /** How many different orders of the same work were put on record for the job: a second one was made although the first was known. */
  of(job: string): number {
    return Math.max(0, ...(this.#names.get(job) ?? []).map(({ size }) => size));
  }

  clear(): void {
    this.#names.clear();
  }
}
