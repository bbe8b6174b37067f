import { textKey } from '../creations/content.ts';
import { publicKey } from '../media/names.ts';
import type { Job } from './types.ts';

/** Where a job's result is kept. A text is never served, and is the content of the creation that the job leaves. */
export const outputKey = ({ kind, account, output }: Pick<Job, 'kind' | 'account' | 'output'>): string =>
  kind === 'writing' ? textKey(account, output) : publicKey(output);
