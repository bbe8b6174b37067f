import { cutOutPrompt } from '../prompts/repair.ts';
import { paid } from './paid.ts';
import type { Step, Work } from './step.ts';
import type { Rgb } from './types.ts';

/**
 * The person alone, before nothing. The model is asked for one flat colour behind them, which then is taken away: it knows a person,
 * counting pixels knows an edge.
 */
export const cutOut =
  (work: Work): Step =>
  async (picture) => {
    const key = await work.tools.keyColourFor(picture);
    const accept = async (made: typeof picture) => ((await work.tools.isKeyed(made, key)) ? undefined : 'no flat background');
    const keyed = await paid(work, { name: 'cut-out', prompt: cutOutPrompt(key), accept })(picture);
    return work.tools.cutOut(keyed, key, picture);
  };

/** The person before exactly this colour. */
export const compose =
  ({ tools, frame, size }: Work, rgb: Rgb): Step =>
  (person) =>
    tools.compose(person, frame, size, rgb);
