import { publicKey } from '../media/names.ts';
import type { Job } from './types.ts';

/** Where a job's result is kept. */
export const outputKey = ({ output }: Pick<Job, 'output'>): string => publicKey(output);
