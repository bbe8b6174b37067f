/** Every queue of work. Its worker's contract names it, and the capability `queue:<name>` lets others send to it. */
export const queueNames = [
  'image-jobs',
  'video-jobs',
  'repair-jobs',
  'repair-priority-jobs',
  'publish-jobs',
  'webhooks',
  'writing-jobs',
] as const;
export type QueueName = (typeof queueNames)[number];

/** `image-jobs` → `IMAGE_JOBS_QUEUE_URL`: the variable that says where the queue is. */
export const variableOfQueue = (queue: QueueName): string => `${queue.replaceAll('-', '_').toUpperCase()}_QUEUE_URL`;

/** Failed deliveries of a message before it goes to the dead-letter queue. */
export const MAX_RECEIVES = 3;

/**
 * How long a received message stays hidden from other receives. Longer than its worker may run, whose lease on the job ends
 * with it: when the message of a worker that died comes again, the job is free to be taken up.
 */
export const visibilitySeconds = (worker: { timeoutSeconds?: number }): number => worker.timeoutSeconds! + 30;
