import { mdfOf } from '#shared/domain/partners/mdf.ts';
import type { Lot, Partner } from '#shared/domain/partners/types.ts';
import type { Balance, Entry } from '#shared/domain/points/ports.ts';
import type { Webhook } from '#shared/domain/webhooks/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { hexOfId } from '#shared/kernel/ids.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';

export const partnerView = ({ code, name, state, lane, createdAt }: Partner, { available, held }: Balance) => ({
  code,
  name,
  state,
  lane,
  nums: available,
  held,
  created_at: beijingTime(createdAt),
});

export const lotView = ({ reference, uploads, price, boughtAt, expiresAt }: Lot) => ({
  reference,
  uploads,
  amount: yuanFromFen(price),
  bought_at: beijingTime(boughtAt),
  expires_at: beijingTime(expiresAt),
});

/** A ledger entry in a partner's terms: accounts of partners have these three kinds. */
export const movementView = ({ sequence, kind, amount, balanceAfter, cause, description, at }: Entry) => ({
  id: sequence,
  kind: kind === 'topup' ? ('bought' as const) : kind === 'expire' ? ('expired' as const) : ('used' as const),
  uploads: amount,
  balance: balanceAfter,
  reference: kind === 'spend' ? (hexOfId(cause) ?? cause) : cause,
  description,
  created_at: beijingTime(at),
});

export const webhookView = ({ job, url, state, event, nextAt, attempts, createdAt }: Webhook) => ({
  mdf: mdfOf({ id: job }),
  url,
  state,
  type: event?.type ?? null,
  next_at: state === 'pending' && nextAt !== undefined ? beijingTime(nextAt) : null,
  attempts: attempts.map(({ at, ms, status = null, error = null }) => ({ at: beijingTime(at), ms, status, error })),
  created_at: beijingTime(createdAt),
});
