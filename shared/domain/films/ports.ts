/** A clip's file, and how much of it is shown, in seconds. */
export interface Clip {
  bytes: Uint8Array;
  shown: number;
}

/**
 * Puts clips behind one another into one MP4, without encoding them anew: exactly as long as the clips are shown. Throws an Error when they
 * don't fit together (size, codec) or one is clearly shorter than it is to be shown.
 */
export type JoinClips = (clips: readonly Clip[]) => Promise<Uint8Array>;
