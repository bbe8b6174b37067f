import { progressOf } from '#shared/domain/films/state.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { faults } from '#shared/kernel/faults.ts';

/** What the document's `status` shows of a film; what it costs is said when it is there. */
export function filmView(publicUrl: string, { id: task_id, state, cost, output, operation, creation, video, fault }: Job) {
  if (state === 'succeeded') {
    const made = { video_url: `${publicUrl}/uploads/${output}`, creation_id: creation!, duration: video!.duration };
    return { task_id, status: 'completed', progress: 100, ...made, credits_used: cost } as const;
  }
  const progress = progressOf(operation);
  if (state === 'queued' || state === 'running') return { task_id, status: 'processing', progress } as const;
  const { code, message } = fault ?? { code: 'job.cancelled' as const, message: faults['job.cancelled'].message };
  return { task_id, status: 'failed', progress, credits_used: 0, error_code: faults[code].platform, error_message: message } as const;
}
