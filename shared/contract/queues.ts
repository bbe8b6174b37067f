import type { Worker } from './endpoint.ts';

/** Failed deliveries of a message before it goes to the dead-letter queue. */
export const MAX_RECEIVES = 3;

/**
 * How long a received message stays hidden from other receives. Longer than its worker may run, whose lease on the job ends
 * with it: when the message of a worker that died comes again, the job is free to be taken up.
 */
export const visibilitySeconds = (worker: Pick<Worker, 'timeoutSeconds'>): number => worker.timeoutSeconds! + 30;
