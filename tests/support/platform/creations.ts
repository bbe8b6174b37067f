import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { NewCreation } from '#shared/domain/creations/types.ts';
import { newTestJob } from '../table.ts';

/** A creation of the account, as a job of its kind that cost nothing leaves it. Answers its id. */
export async function creationOf(table: Table, account: string, creation: Partial<NewCreation> = {}): Promise<number> {
  const jobs = dynamoJobs(table);
  const leaves: NewCreation = { type: 'writing', tool: 'wechat_article', title: '如何提高工作效率', content: '文章内容', ...creation };
  // Nobody works on it, so that it doesn't matter what was asked for.
  const job = await jobs.create(newTestJob(account, 0, leaves.type), { kind: 'restore_photo', source: 'incoming/x/y' });
  const video = leaves.type === 'video' && { video: { duration: '3s', resolution: '720p' } };
  return (await jobs.settle(job, { state: 'succeeded', leaves, ...video }, Date.now())).creation!;
}

/** A job of the writing tools that nobody works on. Answers its id. */
export async function writingJobOf(table: Table, account: string): Promise<string> {
  const input = { title: '如何提高工作效率' };
  const job = await dynamoJobs(table).create(newTestJob(account, 0, 'writing'), { kind: 'writing', tool: 'wechat_article', input });
  return job.id;
}

/** A film that nobody works on. Answers its job's id. */
export async function videoJobOf(table: Table, account: string): Promise<string> {
  const input = { script: '老人推开窗。', duration: 3, aspectRatio: '16:9' } as const;
  return (await dynamoJobs(table).create(newTestJob(account, 0, 'video'), { kind: 'video', input })).id;
}
