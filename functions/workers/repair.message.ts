import { worker } from '#shared/contract/endpoint.ts';
import { repairMessage, repairSettings } from './schemas.ts';

export const repairWorker = worker({
  id: 'workers/repair',
  queue: 'repair-jobs',
  summary: "Repairs partners' photos: asks the image model step by step, enlarges or composes, stores, settles",
  message: repairMessage,
  ...repairSettings,
});
