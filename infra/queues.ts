import type { Worker } from '#shared/contract/endpoint.ts';

/** How often a message is tried before it goes to the dead-letter queue. */
export const MAX_RECEIVES = 3;

/** Seconds to be done with a message before another worker may have it: the worker's own limit, and a margin to say how it went. */
export const visibilitySeconds = (worker: Worker): number => worker.timeoutSeconds! + 30;
