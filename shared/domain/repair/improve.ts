import { colourisePrompt, enhancePrompt, restorePrompt } from '../prompts/repair.ts';
import { paid } from './paid.ts';
import type { Step, Work } from './step.ts';

/** The photo as a model is shown it. */
export const mount =
  ({ tools, frame }: Work): Step =>
  (photo) =>
    tools.mount(photo, frame);

/** Scratches, cracks and stains go, the person stays. */
export const restore = (work: Work): Step => paid(work, { name: 'restore', prompt: restorePrompt });

/** Noise and blur go, detail and contrast come out. */
export const enhance = (work: Work): Step => paid(work, { name: 'enhance', prompt: enhancePrompt });

/** A black-and-white photo gets natural colours. */
export const colourise = (work: Work): Step => paid(work, { name: 'colourise', prompt: colourisePrompt });

/** The mounted picture at its final size. */
export const enlarge =
  ({ tools, frame, size }: Work): Step =>
  (picture) =>
    tools.unmount(picture, frame, size);
