import type { FaultCode } from '../../kernel/faults.ts';
import type { WorkKind } from '../catalogue/types.ts';
import type { NewCreation } from '../creations/types.ts';
import type { DeckInput } from '../decks/types.ts';
import type { FilmInput } from '../films/types.ts';
import type { AspectRatio, VideoTier } from '../models/ports.ts';
import type { PictureInput } from '../pictures/types.ts';
import type { Repair } from '../repair/types.ts';
import type { WritingInput } from '../writing/input.ts';
import type { ToolType } from '../writing/names.ts';

/** Work that the mini-program sells. */
export const miniJobKinds = ['restore_photo', 'outfit_change', 'custom', 'animate'] as const;
export type MiniJobKind = (typeof miniJobKinds)[number];

/** `repair`: a partner's photo. The others: what the platform's customers have made. */
export type JobKind = MiniJobKind | 'repair' | WorkKind;

/** Whether a job or its request is the mini-program's. An account has jobs of one API only. */
export const isMini = <T extends { kind: JobKind }>(work: T): work is T & { kind: MiniJobKind } =>
  miniJobKinds.some((kind) => kind === work.kind);

/** queued → running → succeeded | failed | cancelled; see docs/jobs.md. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What was asked for. Kept beside the job: a prompt may be longer than the job itself. */
export type JobRequest = MiniRequest | RepairRequest | WorkRequest;

/** What the mini-program asks for: always of a picture, which is kept at `source`. */
export type MiniRequest = { source: string } & (
  | { kind: 'restore_photo' }
  | { kind: 'outfit_change'; style?: string; reference?: string; referenceImage?: string }
  | { kind: 'custom'; prompt: string }
  | ({ kind: 'animate' } & Animation)
);

/** What a partner asks for: `source` is its photo, as it was sent. */
export interface RepairRequest {
  kind: 'repair';
  source: string;
  repair: Repair;
}

/** What the platform's customers ask for. */
export type WorkRequest = WritingRequest | DeckRequest | PictureRequest | FilmRequest;

interface Choice {
  /** The id of the model that they chose, */
  model?: number;
  /** and what it cost then. */
  price?: number;
}

export interface WritingRequest extends Choice {
  kind: 'writing';
  tool: ToolType;
  input: WritingInput;
}

export interface DeckRequest extends Choice {
  kind: 'ppt';
  input: DeckInput;
}

export interface PictureRequest extends Choice {
  kind: 'image';
  input: PictureInput;
}

export interface FilmRequest extends Choice {
  kind: 'video';
  input: FilmInput;
}

/** The parameters of `animate` (mini-program-api.txt). */
export interface Animation {
  animationType: 'general' | 'portrait' | 'scene' | 'custom';
  expressionType?: 'natural' | 'smile' | 'blink' | 'nod' | 'speak';
  sceneType?: 'gentle' | 'dynamic' | 'nature' | 'urban' | 'vintage';
  motionPrompt?: string;
  modelType: VideoTier;
  aspectRatio: AspectRatio;
  negativePrompt?: string;
}

export interface JobFault {
  code: FaultCode;
  message: string;
  retryAfter?: number;
}

/** Facts about a finished video that the contract shows. */
export interface VideoFacts {
  duration: string;
  resolution: string;
}

export interface Job {
  id: string;
  account: string;
  kind: JobKind;
  state: JobState;
  /** Points held while it runs, spent when it succeeds. */
  cost: number;
  /** Public name of the presentable upload; empty where work doesn't begin with one. */
  original: string;
  /** Name of the result; `outputKey` says where it is kept. */
  output: string;
  /** Milliseconds. */
  createdAt: number;
  /** After this the sweeper fails it. */
  deadline: number;
  finishedAt?: number;
  /** How often a worker took it up, which is how often a model may have been paid for it. */
  attempts: number;
  /** Until when a worker has it for itself. */
  leaseUntil?: number;
  /** The provider's name of a started video; of a film, what `films/state.ts` reads. */
  operation?: string;
  /** How often the video was looked at. */
  look?: number;
  fault?: JobFault;
  video?: VideoFacts;
  /** Keys of objects that were made on the way, where everything of a job is removed some time after its end. */
  objects?: ReadonlySet<string>;
  /** When that is, in milliseconds. */
  goneAt?: number;
  /** Somebody is to be told of its end. */
  notify?: true;
  /** What its customer should know of the result. */
  note?: string;
  /** The creation that it left to its account. */
  creation?: number;
}

export type FinalState = 'succeeded' | 'failed' | 'cancelled';
export const isFinal = (job: Job): job is Job & { state: FinalState; finishedAt: number } =>
  job.state !== 'queued' && job.state !== 'running';

/** How a job ends. */
export type Outcome =
  | { state: 'succeeded'; video?: VideoFacts; note?: string; leaves?: NewCreation }
  | { state: 'failed'; fault: JobFault }
  | { state: 'cancelled' };
