import { isoTime } from '../../kernel/clock.ts';
import { faults } from '../../kernel/faults.ts';
import { mdfOf } from '../partners/mdf.ts';
import type { Webhook } from './types.ts';

/** The same at each attempt, so that a receiver knows it again. */
export const webhookId = ({ job }: Webhook): string => job.replace(/^req_/, 'msg_');

/** What a partner is told, in the terms of `photo/status` and `photo/download`. */
export function webhookBody({ job, event }: Webhook, publicUrl: string): string {
  if (!event) throw new Error(`there is nothing to tell of ${job} yet`);
  const mdf = mdfOf({ id: job });
  const data =
    event.type === 'photo.repaired'
      ? { mdf, status: 200, msg: '图片处理完成', url: `${publicUrl}/uploads/${event.output}`, expires_at: isoTime(event.goneAt) }
      : { mdf, errno: faults['photo.failed'].partner, msg: faults['photo.failed'].message };
  return JSON.stringify({ type: event.type, timestamp: isoTime(event.at), data });
}
