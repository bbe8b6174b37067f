import type { Animation, VideoFacts } from './types.ts';

/** Seconds of video that are asked of the model. */
export const VIDEO_SECONDS = 8;

const heights: Readonly<Record<Animation['modelType'], number>> = { preview: 720, fast: 360, stable: 1080 };

/** What a video will be, as long as it is in the making; the finished one tells for itself. */
export function plannedVideo({ modelType, aspectRatio }: Animation): VideoFacts {
  const short = heights[modelType];
  const long = (short * 16) / 9;
  return { duration: `${VIDEO_SECONDS}s`, resolution: aspectRatio === '16:9' ? `${long}x${short}` : `${short}x${long}` };
}
