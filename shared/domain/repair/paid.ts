import { digestOf } from '../../kernel/digest.ts';
import { fail } from '../../kernel/fault.ts';
import { attempt } from '../jobs/attempt.ts';
import { readable } from '../models/answer.ts';
import type { Picture } from '../models/ports.ts';
import { modelSizeFor } from './size.ts';
import type { Step, Work } from './step.ts';

interface Question {
  name: string;
  prompt: string;
  /** What the answer has to show; says what is missing. */
  accept?: (picture: Picture) => Promise<string | undefined>;
}

/**
 * A step that a model does: a mounted picture in, a mounted picture out. What was paid for is kept by content (the picture's bytes, the
 * question, the model), so neither a worker that follows one that died nor another repair of the same photo pays for it again.
 */
export const paid =
  (work: Work, { name, prompt, accept }: Question): Step =>
  async (picture) => {
    const { tools, images, model, cache, timeoutMs, frame } = work;
    const shape = { ratio: frame.ratio, size: modelSizeFor(work.size) };
    const key = digestOf(picture.bytes, name, prompt, shape.ratio, shape.size, model);
    const kept = await cache.get(key);
    if (kept) return kept;
    const made = await attempt(async () => {
      const answer = await images.edit({ prompt, pictures: [picture], shape, timeoutMs });
      const straight = await readable(tools.straighten(answer, frame));
      const lacking = await accept?.(straight);
      return lacking === undefined ? straight : fail('ai.unavailable', { reason: `${name}: ${lacking}`, sent: true });
    }, work.attempt);
    await cache.put(key, made);
    return made;
  };
