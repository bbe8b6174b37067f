import { hours } from '../../kernel/clock.ts';
import type { Job, JobKind } from './types.ts';

/** How long everything of a job is kept after its end. Kinds that aren't here are kept for good. A partner's photos: partner-api.txt, 说明 3. */
export const lifetimes: Readonly<Partial<Record<JobKind, number>>> = { repair: hours(1) };

/** Whether nothing of it may be shown any more. Whether it has been removed by then doesn't matter. */
export const isGone = ({ goneAt }: Pick<Job, 'goneAt'>, now: number): boolean => goneAt !== undefined && goneAt <= now;
