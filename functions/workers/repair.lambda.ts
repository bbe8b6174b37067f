import { consume } from '#shared/worker/consume.ts';
import { repairWorker } from './repair.message.ts';
import { repairing } from './repair.wiring.ts';

export const handler = consume(repairWorker, (env) => repairing(env, repairWorker));
