import type { Operation } from './document.ts';

/** What the API itself has named: ids, keys and paths from its answers, for requests that lead somewhere. */
export class Pool {
  readonly #values = new Map<string, string[]>();
  readonly #routes: { names: string[]; pattern: RegExp }[];

  constructor(operations: readonly Operation[]) {
    this.#routes = operations.filter(({ path }) => path.includes('{')).map(routeOf);
  }

  /** Values that a parameter or a field of this name has had, newest last. */
  of(name: string): readonly string[] {
    return this.#values.get(name) ?? (/^[a-z]+Key$/.test(name) ? this.of('key') : []);
  }

  add(name: string, value: string): void {
    const values = this.#values.get(name) ?? [];
    if (!values.includes(value)) this.#values.set(name, [...values, value].slice(-MOST));
  }

  /** Takes in an answer: texts under a name, and paths of the API such as `/uploads/{name}`. */
  harvest(answer: unknown, key = ''): void {
    if (typeof answer === 'object' && answer !== null) {
      for (const [name, value] of Object.entries(answer)) this.harvest(value, name);
    } else if (typeof answer === 'string') {
      if (answer && /(^k|K|I)(ey|d)$/.test(key)) this.add(key, answer);
      for (const { names, pattern } of this.#routes) {
        const values = pattern.exec(answer)?.slice(1) ?? [];
        for (const [index, value] of values.entries()) this.add(names[index]!, decodeURIComponent(value));
      }
    }
  }
}

/** Of each name only so many are kept; the newest are the likeliest to be still going on. */
const MOST = 50;

function routeOf({ path }: Operation) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return { names, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/?]+)')}$`) };
}
