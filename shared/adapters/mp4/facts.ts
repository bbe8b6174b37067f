import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { VideoFacts } from '../../domain/jobs/types.ts';
import type { Picture } from '../../domain/models/ports.ts';

/** Duration (whole seconds) and size of a video, as the mini-program API shows them: `8s`, `1280x720`. */
export async function readVideoFacts({ bytes }: Picture): Promise<VideoFacts> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('the model returned a file without a video track');
  const seconds = Math.max(1, Math.round(await input.computeDuration()));
  return { duration: `${seconds}s`, resolution: `${track.displayWidth}x${track.displayHeight}` };
}
