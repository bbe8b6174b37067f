import type { Provider } from '#shared/domain/payments/types.ts';
import type { Fen } from '#shared/kernel/money.ts';
import { type Caller, callerFor } from '../../../callers/index.ts';
import { orderIn, visit } from '../../cases/subjects.ts';
import { ask, signIn } from '../../client.ts';
import type { World } from '../../world.ts';

/** Where somebody pays: on a web page with either provider, or in the mini-program with WeChat. */
export interface Till {
  provider: Provider;
  face: 'web' | 'mini';
}

/** An order that its payer has made; whether it is paid is the provider's to say. */
export interface Sale {
  till: Till;
  payer: Caller;
  id: string;
  amount: Fen;
  kind: 'recharge' | 'membership';
}

export type Random = (below: number) => number;

export const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)]!;

const tills: Record<Provider, readonly Till[]> = {
  alipay: [{ provider: 'alipay', face: 'web' }],
  wechat: [
    { provider: 'wechat', face: 'web' },
    { provider: 'wechat', face: 'mini' },
  ],
};

export const anyTill = (random: Random, provider: Provider): Till => pick(random, tills[provider]);

export const newPayer = (world: World, { face }: Till): Promise<Caller> =>
  face === 'mini' ? signIn(world) : callerFor(world, { api: 'platform', auth: 'account' }, 0);

/** Some order of the payer's: points for 0.1 to 500 yuan, or a membership where there are any. */
export async function sell(world: World, random: Random, till: Till, payer: Caller): Promise<Sale> {
  const { path, json, kind } = wish(random, till);
  const { text, body } = await ask(world, { method: 'POST', path, request: { json }, as: payer });
  const id = orderIn(body);
  const { amount, payment_url } = (till.face === 'web' ? body.data : body) as { amount?: number; payment_url?: string };
  if (id === undefined || amount === undefined) throw new Error(`nothing can be bought: ${text}`);
  await visit(world, payment_url);
  return { till, payer, id, amount: Math.round(amount * 100), kind };
}

function wish(random: Random, { face, provider: payment_method }: Till) {
  const amount = (10 + random(49_991)) / 100;
  if (face === 'mini') return { path: '/api/wechat/payment/create', json: { amount }, kind: 'recharge' } as const;
  if (random(3) > 0) return { path: '/api/v1/credit/recharge', json: { amount, payment_method }, kind: 'recharge' } as const;
  const membership_type = pick(random, ['monthly', 'quarterly', 'yearly']);
  return { path: '/api/v1/credit/membership', json: { membership_type, payment_method }, kind: 'membership' } as const;
}
