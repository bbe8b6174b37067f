import { worker } from '#shared/contract/endpoint.ts';
import { repairMessage, repairSettings } from './schemas.ts';

export const repairPriorityWorker = worker({
  id: 'workers/repair-priority',
  queue: 'repair-priority-jobs',
  summary: "The same for partners who never wait behind others' bulk",
  message: repairMessage,
  ...repairSettings,
});
