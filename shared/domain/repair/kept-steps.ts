import type { Media } from '../media/ports.ts';
import type { StepCache } from './ports.ts';

/**
 * Steps kept as objects below `prefix`, `partner/…/steps/` for example. `note` hears of each object before it is written, so that whoever
 * removes what belongs to a photo knows it, also after a worker that died.
 */
export const keptSteps = (media: Pick<Media, 'get' | 'put'>, prefix: string, note: (key: string) => Promise<void>): StepCache => ({
  get: (key) => media.get(prefix + key),
  async put(key, picture) {
    await note(prefix + key);
    await media.put(prefix + key, picture);
  },
});
