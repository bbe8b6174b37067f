import { randomText } from '#shared/kernel/ids.ts';
import { type FilmOrder, renderFilm } from './film.ts';
import type { Memory } from './memory.ts';

const KEPT = 100;

/** How a film will end; `video` unless its prompt or a fault says otherwise. */
export type Ending = 'video' | 'refused' | 'blocked' | 'failed';

export type FilmState = { state: 'running' | 'cancelled' | Exclude<Ending, 'video'> } | { state: 'done'; bytes: Buffer };

interface Film {
  readyAt: number;
  ending: Ending;
  rendering: AbortController;
  rendered?: Promise<void>;
  cancelled: boolean;
  bytes?: Buffer;
  failed?: true;
}

/** Films in the making: rendered from the moment they are ordered, shown not before `videoMs` have passed. */
export class Studio {
  readonly #videoMs: number;
  readonly #memory: Memory;
  #films = new Map<string, Film>();

  constructor(videoMs: number, memory: Memory) {
    this.#videoMs = videoMs;
    this.#memory = memory;
  }

  /** Answers the film's id at once. */
  start(order: FilmOrder, ending: Ending): string {
    const id = randomText(24);
    const film: Film = { readyAt: Date.now() + this.#videoMs, ending, rendering: new AbortController(), cancelled: false };
    this.#films.set(id, film);
    for (const old of [...this.#films.keys()].slice(0, -KEPT)) this.#films.delete(old);
    if (ending === 'video') film.rendered = this.#render(film, order);
    return id;
  }

  /** `undefined` when there is no such film. */
  look(id: string): FilmState | undefined {
    const film = this.#films.get(id);
    if (!film) return undefined;
    if (film.cancelled) return { state: 'cancelled' };
    if (Date.now() < film.readyAt) return { state: 'running' };
    if (film.ending !== 'video') return { state: film.ending };
    if (film.failed) return { state: 'failed' };
    return film.bytes ? { state: 'done', bytes: film.bytes } : { state: 'running' };
  }

  /** Stops the encoder. A film that is done stays as it is. */
  cancel(id: string): void {
    const film = this.#films.get(id);
    if (!film || this.look(id)?.state !== 'running') return;
    film.cancelled = true;
    film.rendering.abort();
  }

  /** Stops every encoder and waits until it has cleaned up. */
  async close(): Promise<void> {
    const films = [...this.#films.values()];
    this.#films.clear();
    for (const film of films) film.rendering.abort();
    await Promise.all(films.map((film) => film.rendered));
  }

  async #render(film: Film, order: FilmOrder): Promise<void> {
    const { image, prompt, size, seconds } = order;
    try {
      const parts = [image, prompt, size.width, size.height, seconds];
      film.bytes = await this.#memory.recall(parts, () => renderFilm(order, film.rendering.signal));
    } catch {
      film.failed = true;
    }
  }
}
