import type { Job } from '#shared/domain/jobs/types.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { faults } from '#shared/kernel/faults.ts';

/** What `photo/status` says of a photo: how far it is, or the fault that it ended in. `undefined`: there is none. */
export function statusView(photo: Job | undefined): { msg: string; status: 100 | 200 } | Fault {
  if (!photo) return new Fault('photo.unknown');
  if (photo.state === 'succeeded') return { msg: '图片处理完成', status: 200 };
  if (photo.state === 'queued' || photo.state === 'running') return { msg: '图片处理中', status: 100 };
  return new Fault('photo.failed');
}

export const resultUrl = (publicUrl: string, { output }: Pick<Job, 'output'>): string => `${publicUrl}/uploads/${output}`;

/** What `photo/batch` says of one of many: what `photo/status` and `photo/download` would. */
export function batchView(publicUrl: string, mdf: string, photo: Job | undefined) {
  const view = statusView(photo);
  if (view instanceof Fault) return { mdf, errno: faults[view.code].partner, msg: view.message };
  const { status, msg } = view;
  return status === 100 ? { mdf, status, msg } : { mdf, status, msg, url: resultUrl(publicUrl, photo!) };
}
