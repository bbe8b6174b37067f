import type { Operation } from './document.ts';

export type Named = string | number;

/** What the API itself has named: ids, keys and paths from its answers, for requests that lead somewhere. */
export class Pool {
  readonly #values = new Map<string, Named[]>();
  readonly #routes: { path: string; things: string[]; pattern: RegExp }[];

  constructor(operations: readonly Operation[]) {
    this.#routes = operations.filter(({ path }) => path.includes('{')).map(routeOf);
  }

  /** Values that a parameter or a field of this name has had, newest last. */
  of(name: string): readonly Named[] {
    return this.#values.get(name) ?? (/^[a-z]+Key$/.test(name) ? this.of('key') : []);
  }

  /** Values that this parameter of the path has had: `id` means another thing under each path, `requestId` the same everywhere. */
  ofParameter(path: string, name: string): readonly Named[] {
    const own = this.of(path.slice(0, path.indexOf(`{${name}}`) + name.length + 2));
    return [...own, ...this.of(name)];
  }

  add(name: string, value: Named): void {
    const values = this.#values.get(name) ?? [];
    if (!values.includes(value)) this.#values.set(name, [...values, value].slice(-MOST));
  }

  /**
   * Takes in an answer: ids and keys under their names, and paths of the API such as `/uploads/{name}`. A mere `id` in what
   * `/things` answers is what `/things/{thing_id}` means.
   */
  harvest(answer: unknown, from = '', key = ''): void {
    if (typeof answer === 'object' && answer !== null) {
      for (const [name, value] of Object.entries(answer)) this.harvest(value, from, Array.isArray(answer) ? key : name);
    } else if ((typeof answer === 'string' && answer !== '') || typeof answer === 'number') {
      if (/(^k|K|I)(ey|d)$|_(id|key)$|^mdf$/.test(key)) this.add(key, answer);
      if (key === 'id') for (const { things } of this.#below(from)) this.add(things[0]!, answer);
      this.#path(String(answer));
    }
  }

  /** The routes whose parameter follows right after this path. */
  #below(path: string) {
    return this.#routes.filter((route) => route.path.startsWith(`${path}/{`));
  }

  #path(text: string): void {
    for (const { things, pattern } of this.#routes) {
      const values = pattern.exec(text)?.slice(1) ?? [];
      for (const [index, value] of values.entries()) this.add(things[index]!, decodeURIComponent(value));
    }
  }
}

/** Of each name only so many are kept; the newest are the likeliest to be still going on. */
const MOST = 50;

function routeOf({ path }: Operation) {
  const things = [...path.matchAll(/\{\w+\}/g)].map(({ 0: name, index }) => path.slice(0, index + name.length));
  return { path, things, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/?]+)')}$`) };
}
