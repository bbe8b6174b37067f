import type { Plant } from './plant.ts';

const file = 'shared/adapters/dynamo/webhooks.ts';

/** Bugs by which a partner is never told. */
export const webhookPlants: readonly Plant[] = [
  {
    name: 'a photo ends, and no partner hears of it',
    file,
    from: '    if (!job.notify) return [];\n',
    to: '    if (job.notify) return [];\n',
    shows: ['workers/repair, and a partner is told'],
    faults: ['fail-before'],
  },
  {
    name: 'a partner that could not be told once is never told',
    file,
    from: ', dueAt = :next REMOVE leaseUntil`,\n',
    to: ' REMOVE leaseUntil, duePk, dueAt`,\n',
    shows: ['workers/webhook, and a partner is told'],
    faults: ['fail-before', 'lose-answer'],
  },
];
