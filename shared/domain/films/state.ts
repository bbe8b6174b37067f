/** Where a clip stands. `kept`: its file is stored, and its model is not asked any more. */
export interface ClipState {
  operation?: string;
  kept: boolean;
}

/** A film in the making, as its job remembers it: which model makes it, and each clip in order. */
export interface FilmState {
  model: number;
  clips: readonly ClipState[];
}

/** `3 +v1_a v1_b -`: made with model 3; the first clip is kept, the second in the making, the third yet to be started. Names have no spaces. */
export const writeState = ({ model, clips }: FilmState): string =>
  [model, ...clips.map(({ operation, kept }) => (operation === undefined ? '-' : `${kept ? '+' : ''}${operation}`))].join(' ');

export function readState(text: string): FilmState {
  const [model, ...clips] = text.split(' ');
  return { model: Number(model), clips: clips.map(clipOf) };
}

const clipOf = (word: string): ClipState =>
  word === '-' ? { kept: false } : { operation: word.replace(/^\+/, ''), kept: word.startsWith('+') };

/** The same film with one clip changed. */
export const withClip = ({ model, clips }: FilmState, index: number, change: ClipState): FilmState => ({
  model,
  clips: clips.map((clip, at) => (at === index ? change : clip)),
});

/** Of a started clip's work, what its start is. */
const STARTED = 0.1;
const MOST = 95;

/** Percent of the work that is done; 100 only when the film itself is there. */
export function progressOf(operation: string | undefined): number {
  if (operation === undefined) return 0;
  const { clips } = readState(operation);
  const done = clips.reduce((sum, { operation: started, kept }) => sum + (kept ? 1 : started ? STARTED : 0), 0);
  return Math.round((done * MOST) / clips.length);
}
