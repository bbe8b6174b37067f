import type { Job } from '#shared/domain/jobs/types.ts';
import { success } from '#shared/http/reply.ts';

const MADE = '生成成功';

export const writtenReply = ({ cost, creation, note }: Job, content: string) =>
  success({ creation_id: creation!, content, credits_used: cost, ...(note !== undefined && { note }) }, MADE);

export const pictureReply = (publicUrl: string, { cost, output }: Job) =>
  success({ image_url: `${publicUrl}/uploads/${output}`, credits_used: cost }, MADE);

export const deckReply = (publicUrl: string, { cost, creation, output }: Job) =>
  success({ ppt_id: creation!, download_url: `${publicUrl}/uploads/${output}`, credits_used: cost }, MADE);

/** What each kind of work answers before it is done: the document's fields, without anything in them yet. */
export const unwritten = { creation_id: null, content: null, credits_used: 0 } as const;
export const undrawn = { image_url: null, credits_used: 0 } as const;
export const unmade = { ppt_id: null, download_url: null, credits_used: 0 } as const;

/** 202 in the same shape (DESIGN §4): a client that reads `code` sees no error, and the result at `status_url` later. */
export const processingReply =
  <Empty extends object>(empty: Empty) =>
  ({ id }: Job) => {
    const statusUrl = `/api/v1/jobs/${id}`;
    const data = { ...empty, task_id: id, status: 'processing', status_url: statusUrl } as const;
    return { ...success(data, '生成中,请稍后查询结果', { location: statusUrl, 'retry-after': '3' }), status: 202 } as const;
  };
