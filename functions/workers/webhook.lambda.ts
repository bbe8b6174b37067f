import { ssmVault } from '#functions/vault.wiring.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import { deliverWebhook } from '#shared/domain/webhooks/deliver.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { log } from '#shared/kernel/log.ts';
import { consume } from '#shared/worker/consume.ts';
import { webhookWorker } from './webhook.message.ts';

/** Standard Webhooks recommends 15 to 30 s; each of our workers waits for one receiver at a time. */
const TIMEOUT_MS = 15_000;

export const handler = consume(webhookWorker, (env) => {
  const table = dynamoTable(env);
  const web = publicWeb(env);
  const parts = {
    webhooks: dynamoWebhooks(table),
    partners: dynamoPartners(table),
    vault: ssmVault(env),
    post: async (url: string, headers: Readonly<Record<string, string>>, body: string) => {
      const answer = await web.request(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
      await answer.body?.cancel();
      return answer.status;
    },
    clock: systemClock,
    random: Math.random,
    publicUrl: env.PUBLIC_URL!,
  };
  return async (message) => {
    const attempt = await deliverWebhook(parts, message);
    log('info', 'webhook', { ...message, ...attempt });
  };
});
