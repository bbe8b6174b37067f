import { randomUUID } from 'node:crypto';
import type { ScheduledEvent } from 'aws-lambda';
import { type Contract, functionName, type Schedule } from '#shared/contract/endpoint.ts';
import { beijingDay, fromBeijingTime } from '#shared/kernel/beijing-time.ts';
import { days, minutes } from '#shared/kernel/clock.ts';
import type { Functions } from './functions.ts';

export const isSchedule = (contract: Contract): contract is Schedule => contract.kind === 'schedule';

/** The event of an EventBridge rule's schedule. */
export const scheduledEvent = (contract: Contract, now: number): ScheduledEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '000000000000',
  time: `${new Date(now).toISOString().slice(0, 19)}Z`,
  region: 'us-east-1',
  resources: [`arn:aws:events:us-east-1:000000000000:rule/${functionName(contract)}`],
  detail: {},
});

/** Runs every timed task at its interval or its time of day. Call the result to stop. A run that fails is reported; the next one is on time. */
export function startSchedules(contracts: readonly Contract[], functions: Functions): () => void {
  const timers = new Map<Schedule, NodeJS.Timeout>();
  const wait = (contract: Schedule): void =>
    void timers.set(
      contract,
      setTimeout(() => run(contract), untilNext(contract, Date.now())),
    );
  const run = (contract: Schedule): void => {
    wait(contract);
    void functions.invoke(contract, scheduledEvent(contract, Date.now())).catch(() => {});
  };
  contracts.filter(isSchedule).forEach(wait);
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

/** Milliseconds until a task is due: its interval, or the next time that it is so late in Beijing. */
export function untilNext({ everyMinutes, at }: Pick<Schedule, 'everyMinutes' | 'at'>, now: number): number {
  if (at === undefined) return minutes(everyMinutes);
  const today = fromBeijingTime(`${beijingDay(now)}T${at}`)!;
  return today > now ? today - now : today + days(1) - now;
}
