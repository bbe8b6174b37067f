/** Bytes of a picture or a video with their type, `image/jpeg` for example. */
export interface Picture {
  type: string;
  bytes: Uint8Array;
}

export type AspectRatio = '16:9' | '9:16';
export type VideoTier = 'preview' | 'fast' | 'stable';

/** Forms, width to height, in which image models make pictures. */
export const imageRatios = ['9:16', '2:3', '3:4', '4:5', '1:1', '5:4', '4:3', '3:2', '16:9', '21:9'] as const;
export type ImageRatio = (typeof imageRatios)[number];
/** How large: about 1, 4 or 16 megapixels. */
export type ImageSize = '1K' | '2K' | '4K';

/**
 * A model that makes a picture from pictures and a prompt. Without `shape` it chooses form and size by the pictures.
 * Ends in the faults `ai.busy` (429), `ai.unavailable` (5xx, time-out, unreadable answer), `ai.refused` (safety), `ai.retired` (the model is gone).
 * One call of `edit` is one call of the provider: who retries is the caller's business. Of a fault, `details.sent === false` says that the
 * provider certainly did no work, `details.permanent` that another try can't help.
 */
export interface ImageModel {
  edit(request: {
    prompt: string;
    pictures: Picture[];
    shape?: { ratio: ImageRatio; size: ImageSize };
    timeoutMs: number;
  }): Promise<Picture>;
}

export interface TextRequest {
  /** Who the model is and what it keeps to. Never a customer's words: those are in `prompt`. */
  system: string;
  prompt: string;
  /** The longest answer, in the model's tokens (a Chinese character is about one); without it the model's own limit. */
  maxTokens?: number;
  /** 0 (always the same) to 2; without it the model's own default. */
  temperature?: number;
  /** The answer is to be one JSON object. Whoever asks for it says so in the prompt too: some models insist. */
  json?: boolean;
  /** For the whole answer, its last word too. */
  timeoutMs: number;
  /** The caller gave up; ends the call with the signal's own reason. */
  signal?: AbortSignal;
}

/** Why a text ended: `length` when it met the limit of tokens in the middle. */
export type TextFinish = 'stop' | 'length';

export interface Text {
  text: string;
  finish: TextFinish;
}

/**
 * A model that writes. Faults as with `ImageModel`; one call is one call of the provider. A text that breaks off without its provider saying
 * that it is finished is `ai.unavailable`, never a short text, and so is an empty one.
 */
export interface TextModel {
  write(request: TextRequest): Promise<Text>;
  /** The same, piece by piece as it comes. Returns why it ended; to stop listening ends the call. */
  stream(request: TextRequest): AsyncGenerator<string, TextFinish, undefined>;
}

export interface VideoRequest {
  prompt: string;
  negativePrompt?: string;
  /** What it begins with; without one it is made from the words alone. */
  picture?: Picture;
  aspectRatio: AspectRatio;
  tier: VideoTier;
  /** One of the model's `lengths`; 8 unless said. */
  seconds?: number;
}

/** Where a video's operation stands. `location` is opaque: give it to `download`. */
export type VideoProgress =
  | { state: 'running' }
  | { state: 'done'; location: string }
  | { state: 'refused'; reason: string }
  | { state: 'failed'; reason: string };

/**
 * A model that makes a video in minutes: started once, then looked at until it is done.
 * `start` never retries by itself (a second call is a second paid video) and answers the operation's name, which is all
 * that look, download and cancel need. Faults as with `ImageModel`.
 */
export interface VideoModel {
  /** Whole seconds that a video can have. */
  lengths(): Promise<readonly number[]>;
  start(request: VideoRequest): Promise<string>;
  look(operation: string): Promise<VideoProgress>;
  download(location: string): Promise<Picture>;
  cancel(operation: string): Promise<void>;
}
