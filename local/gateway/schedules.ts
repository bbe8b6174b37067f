import { randomUUID } from 'node:crypto';
import type { ScheduledEvent } from 'aws-lambda';
import { type Contract, functionName, type Schedule } from '#shared/contract/endpoint.ts';
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

/** Runs every timed task at its interval. Call the result to stop. A run that fails is reported; the next one is on time. */
export function startSchedules(contracts: readonly Contract[], functions: Functions): () => void {
  const timers = contracts
    .filter(isSchedule)
    .map((contract) =>
      setInterval(
        () => void functions.invoke(contract, scheduledEvent(contract, Date.now())).catch(() => {}),
        contract.everyMinutes * 60_000,
      ),
    );
  return () => {
    timers.forEach(clearInterval);
  };
}
