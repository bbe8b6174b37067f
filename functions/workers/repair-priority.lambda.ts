import { consume } from '#shared/worker/consume.ts';
import { repairing } from './repair.wiring.ts';
import { repairPriorityWorker } from './repair-priority.message.ts';

export const handler = consume(repairPriorityWorker, (env) => repairing(env, repairPriorityWorker));
