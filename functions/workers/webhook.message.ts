import { worker } from '#shared/contract/endpoint.ts';
import { repairMessage } from './schemas.ts';

export const webhookWorker = worker({
  id: 'workers/webhook',
  queue: 'webhooks',
  summary: 'Tells a partner at its callback_url what became of a photo: one signed attempt, its log, the time of the next one',
  message: repairMessage,
  uses: ['partners:read', 'partners:change', 'vault', 'webhooks:tell', 'public-url', 'public-web'],
  timeoutSeconds: 30,
  memory: 256,
  example: { account: 'partner_1736250123_abcdefg', job: 'req_1704123456' },
});
