import { faults } from '../../kernel/faults.ts';
import type { Job, JobState } from '../jobs/types.ts';

/** What clients know of states (platform-api.txt, "video"). */
const statuses: Readonly<Record<JobState, string>> = {
  queued: 'processing',
  running: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

/** `job.updated` (decisions.md, "WebSocket"). */
export interface JobUpdate {
  type: 'job.updated';
  task_id: string;
  kind: string;
  status: string;
  /** 0–100, as far as it is known. */
  progress: number;
  /** Once it is completed. */
  credits_used?: number;
  creation_id?: number;
  /** Why it failed: `code` as everywhere in the platform's API. */
  error?: { code: number; message: string };
}

/** A job that says how far it is. */
type Working = Job & { progress?: number };

/** What a client should know of a change of a job; nothing where it couldn't see any. */
export function updateOf(before: Working | undefined, after: Working | undefined): JobUpdate | undefined {
  if (!after || (before?.state === after.state && before.progress === after.progress)) return undefined;
  const { id, kind, state, cost, creation, fault } = after;
  const ending = state === 'failed' ? fault : undefined;
  return {
    ...{ type: 'job.updated', task_id: id, kind, status: statuses[state], progress: progressOf(after) },
    ...(state === 'succeeded' && { credits_used: cost, ...(creation !== undefined && { creation_id: creation }) }),
    ...(ending && { error: { code: faults[ending.code].platform, message: ending.message } }),
    ...(state === 'cancelled' && { error: { code: faults['job.cancelled'].platform, message: faults['job.cancelled'].message } }),
  };
}

const progressOf = ({ state, progress = 0 }: Working): number => (state === 'succeeded' ? 100 : progress);
