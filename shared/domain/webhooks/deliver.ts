import { type Clock, seconds } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';
import type { Partners } from '../partners/ports.ts';
import { liveSecrets, webhookSecretAbout } from '../partners/secrets.ts';
import type { Partner } from '../partners/types.ts';
import type { Vault } from '../vault/ports.ts';
import { webhookBody, webhookId } from './body.ts';
import type { PostWebhook, Webhooks } from './ports.ts';
import { nextAfter, restAfter } from './schedule.ts';
import { signedHeaders } from './sign.ts';
import type { Attempt, Webhook } from './types.ts';

/** Longer than one attempt can take, and over when the message of a worker that died comes again. */
const LEASE_MS = seconds(45);

export interface DeliverParts {
  webhooks: Pick<Webhooks, 'claim' | 'record' | 'defer'>;
  partners: Pick<Partners, 'find' | 'restWebhooks'>;
  vault: Pick<Vault, 'open'>;
  post: PostWebhook;
  clock: Clock;
  random: () => number;
  publicUrl: string;
}

/**
 * Tries once to tell a partner, and puts on record how that went. Answers the attempt, if one was due. A receiver that kept a worker waiting
 * is left alone for a minute: what else waits for it would take the workers away from everybody else.
 */
export async function deliverWebhook(parts: DeliverParts, message: { account: string; job: string }): Promise<Attempt | undefined> {
  const { webhooks, partners, clock, random } = parts;
  const now = clock();
  const webhook = await webhooks.claim(message.account, message.job, { now, until: now + LEASE_MS });
  if (!webhook) return undefined;
  const partner = (await partners.find(webhook.partner)) ?? unknown(webhook);
  const { webhooksRestUntil = 0 } = partner;
  if (webhooksRestUntil > now) {
    await webhooks.defer(webhook, webhooksRestUntil);
    return undefined;
  }
  const attempt = await tryOnce(parts, partner, webhook);
  const rest = restAfter(attempt);
  if (rest !== undefined) await partners.restWebhooks(partner.code, rest);
  await webhooks.record(webhook, attempt, nextAfter(attempt, webhook, random()));
  return attempt;
}

async function tryOnce(parts: DeliverParts, partner: Partner, webhook: Webhook): Promise<Attempt> {
  const at = parts.clock();
  const body = webhookBody(webhook, parts.publicUrl);
  const headers = signedHeaders(await secretsOf(parts, partner), webhookId(webhook), at, body);
  try {
    const status = await parts.post(webhook.url, headers, body);
    return { at, ms: parts.clock() - at, status };
  } catch (error) {
    return { at, ms: parts.clock() - at, error: reasonOf(error) };
  }
}

async function secretsOf({ vault, clock }: DeliverParts, { code, webhookSecrets }: Partner): Promise<string[]> {
  const about = webhookSecretAbout(code);
  return Promise.all(liveSecrets(webhookSecrets, clock()).map(({ sealed }) => vault.open(sealed, about)));
}

const unknown = ({ partner }: Webhook): never => {
  throw new Error(`there is no partner ${partner}`);
};

/** For whoever looks at the log: `ECONNREFUSED`, `TimeoutError`, what is wrong with the address. */
function reasonOf(error: unknown): string {
  if (isFault(error)) return error.message;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}
