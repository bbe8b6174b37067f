import { registry } from '#functions/registry.ts';
import { alarms } from '../alarms.ts';
import type { Item } from './prices.ts';

const MINUTES = 43_200;
const MB = 1 / 1024;

/** What nothing but a decision can say of a picture. */
export const assumed = {
  /** The photo through the gateway, MB; stored with its result for as long as you keep them. */
  photoMb: 2,
  resultMb: 1.5,
  videoMb: 5,
  /** The model's own time, seconds: the request and the worker both wait for it. */
  modelSeconds: 8,
  /** Of one run of a function, with its line in the access log. */
  logKb: 1.2,
} as const;

/** What one picture takes that was sent, restored, paid for with points and looked at once. Units are those of docs/units.md. */
const restore = {
  ...assumed,
  /** Besides the restore itself: `user/info` before and after, and the picture's address. */
  otherRequests: 3,
  writes: 13,
  /** With a look at the job every 0.25 s while the request waits: `npm run bench -- --only cost` counts 40. */
  reads: 43,
  puts: 3,
  gets: 4,
  queueRequests: 3,
  runs: 5,
};

/** Five pollers with long polls of 20 s: what Lambda's event source for SQS starts with. */
const POLLS_A_MINUTE = 15;

/** Usage of a month in which `restores` pictures are restored; with 0, that of a stage nobody calls. */
export function monthlyUsage(restores: number): Record<Item, number> {
  const idle = idleUsage();
  const each = perRestore();
  const items = Object.keys(idle) as Item[];
  return Object.fromEntries(items.map((item) => [item, idle[item] + restores * each[item]])) as Record<Item, number>;
}

function idleUsage(): Record<Item, number> {
  const schedules = registry.filter((contract) => contract.kind === 'schedule');
  const workers = registry.filter((contract) => contract.kind === 'worker');
  const runs = schedules.reduce((sum, { everyMinutes }) => sum + MINUTES / everyMinutes, 0);
  return {
    ...nothing,
    lambdaRequests: runs,
    lambdaSeconds: runs * 0.5 * 0.05,
    reads: runs * 2,
    queueRequests: workers.length * POLLS_A_MINUTE * MINUTES,
    logs: runs * 0.6 * MB * MB,
    alarms: alarms.length,
  };
}

export const nothing: Record<Item, number> = {
  ...{ lambdaRequests: 0, lambdaSeconds: 0, apiRequests: 0, writes: 0, reads: 0, puts: 0, gets: 0 },
  ...{ objectStorage: 0, transfer: 0, queueRequests: 0, logs: 0, alarms: 0 },
};

const perRestore = (): Record<Item, number> => ({
  ...nothing,
  lambdaRequests: 2 + restore.otherRequests,
  lambdaSeconds: restore.modelSeconds + 1.5 * (restore.modelSeconds + 0.5) + restore.otherRequests * 0.5 * 0.05,
  apiRequests: Math.ceil(restore.photoMb / 0.5) + restore.otherRequests,
  writes: restore.writes,
  reads: restore.reads,
  puts: restore.puts,
  gets: restore.gets,
  objectStorage: (restore.photoMb + restore.resultMb) * MB,
  transfer: restore.resultMb * MB,
  queueRequests: restore.queueRequests,
  logs: restore.runs * restore.logKb * MB * MB,
});
