import type { QueueName } from '#shared/contract/queues.ts';

/**
 * Each alarm is one metric. CloudWatch gives ten away and asks 0.10 USD a month for each other, so a new one has to be worth that. `customers` says what they notice, and `docs/runbook.md` has a
 * section named after each alarm. Every other number is on the metrics page of its service.
 */
export interface AlarmSpec {
  id: string;
  /** What customers notice when it goes off. */
  customers: string;
  metric: AlarmMetric;
  /** It goes off at this value… */
  threshold: number;
  /** …within this many minutes… */
  minutes: number;
  /** …this many times in a row. */
  times?: number;
}

export type AlarmMetric =
  | { kind: 'dead-letters'; queue: QueueName }
  | { kind: 'oldest-message'; queue: QueueName }
  | { kind: 'function-errors'; contract: string }
  | { kind: 'gateway-errors' }
  /** Log lines in which one of these terms stands, in any log format. */
  | { kind: 'log-lines'; name: string; terms: readonly string[] };

export const alarms: readonly AlarmSpec[] = [
  {
    id: 'ImageJobsDlqNotEmpty',
    customers: 'a picture, a text or a presentation was never made; its points go back within 5 minutes of the request',
    metric: { kind: 'dead-letters', queue: 'image-jobs' },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'VideoJobsDlqNotEmpty',
    customers: 'a video was never made; its points go back within 30 minutes of the request',
    metric: { kind: 'dead-letters', queue: 'video-jobs' },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'RepairJobsDlqNotEmpty',
    customers: "a partner's photo was never repaired; its upload goes back 15 minutes after the last try",
    metric: { kind: 'dead-letters', queue: 'repair-jobs' },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'RepairPriorityJobsDlqNotEmpty',
    customers: "a priority partner's photo was never repaired; its upload goes back 15 minutes after the last try",
    metric: { kind: 'dead-letters', queue: 'repair-priority-jobs' },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'PublishJobsDlqNotEmpty',
    customers: 'something may not be published in time; it is tried again every minute for an hour, and the history says how it ended',
    metric: { kind: 'dead-letters', queue: 'publish-jobs' },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'WebhooksDlqNotEmpty',
    customers: 'a partner may be told late of a photo: the sweeper sends it again every 5 minutes',
    metric: { kind: 'dead-letters', queue: 'webhooks' },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'ImageJobsWaiting',
    customers: 'pictures take minutes, and some run into their deadline and fail',
    metric: { kind: 'oldest-message', queue: 'image-jobs' },
    threshold: 120,
    minutes: 1,
    times: 3,
  },
  {
    id: 'VideoJobsWaiting',
    customers: 'videos take much longer than they should',
    metric: { kind: 'oldest-message', queue: 'video-jobs' },
    threshold: 300,
    minutes: 1,
    times: 3,
  },
  {
    id: 'RepairPriorityJobsWaiting',
    customers: 'partners who pay for not waiting wait; the bulk lane may wait for hours, and has no alarm',
    metric: { kind: 'oldest-message', queue: 'repair-priority-jobs' },
    threshold: 300,
    minutes: 1,
    times: 3,
  },
  {
    id: 'WorkersImageFailing',
    customers: 'pictures are late: each is tried up to 3 times',
    metric: { kind: 'function-errors', contract: 'workers/image' },
    threshold: 3,
    minutes: 5,
  },
  {
    id: 'WorkersVideoFailing',
    customers: 'videos are late: each step is tried up to 3 times',
    metric: { kind: 'function-errors', contract: 'workers/video' },
    threshold: 3,
    minutes: 5,
  },
  {
    id: 'SweeperFailing',
    customers: 'points of work that failed stay held, and paid orders may go uncredited',
    metric: { kind: 'function-errors', contract: 'schedules/sweep' },
    threshold: 3,
    minutes: 5,
  },
  {
    id: 'ModelRetired',
    customers: 'every request for that kind of work fails at once; none costs points',
    metric: { kind: 'log-lines', name: 'ModelRetired', terms: ['ai.retired'] },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'MoneyDiffers',
    customers: 'somebody paid and has nothing for it, or has something and did not pay',
    metric: { kind: 'log-lines', name: 'MoneyDiffers', terms: ['payment.mismatch', 'books.differ'] },
    threshold: 1,
    minutes: 5,
  },
  {
    id: 'GatewayFailing',
    customers: 'requests end in 5xx: an error where the answer should be',
    metric: { kind: 'gateway-errors' },
    threshold: 10,
    minutes: 5,
  },
];

/** The heading in the runbook, as GitHub makes an anchor of it. */
export const runbookSection = ({ id }: AlarmSpec): string => `docs/runbook.md#${id.toLowerCase()}`;
