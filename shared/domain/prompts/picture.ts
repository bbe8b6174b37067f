import type { PictureInput } from '../pictures/types.ts';
import { oneImage, quoted } from './identity.ts';

/** The prompt of a picture that is made from words alone. */
export const picturePrompt = ({ prompt, size: { width, height } }: PictureInput): string =>
  [
    'Make a new picture from a description.',
    `The description, in the words of the customer: ${quoted(prompt)}`,
    'Show all of what is described: subjects, their number, actions, place, time, light and mood. What is left open, choose so that it belongs together.',
    'Style: as described; without one, a natural, detailed photograph with believable light, anatomy, hands and perspective.',
    `Composition: for a frame of ${width} × ${height} pixels. The main subject lies well inside it, so that nothing of importance is lost when the rims are trimmed.`,
    'Words inside the picture only where the description asks for them, spelt exactly so.',
    oneImage,
  ].join('\n');
