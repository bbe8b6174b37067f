import type { Message } from '#local/outside/notifier.ts';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { isTaken } from '../../cases/subjects.ts';
import { type Answer, ask } from '../../client.ts';
import type { World } from '../../world.ts';
import type { Sale, Till } from './till.ts';

/** The function that a till's notifications come to. */
export const takerOf = ({ face }: Till): string => (face === 'mini' ? 'wechat/payment-notify' : 'v1/credit/payment-notify');

const pathOf = ({ face, provider }: Till): string =>
  face === 'mini' ? '/api/wechat/payment/notify' : `/api/v1/credit/payment/notify/${provider}`;

export const orderOf = async ({ table }: World, id: string): Promise<(Order & { mismatch?: unknown }) | undefined> =>
  getItem<Order & { mismatch?: unknown }>(table, keys.order(id));

export interface Delivery {
  /** The provider will not come again. */
  acknowledged: boolean;
  problems: string[];
}

/** Hands a provider's message in, as it does. What is acknowledged has to be durable by then. */
export async function deliver(world: World, { till, id }: Sale, { headers, body }: Message): Promise<Delivery> {
  const answer = await ask(world, { method: 'POST', path: pathOf(till), request: { headers, raw: body } });
  const acknowledged = isAcknowledgement(world, till, answer);
  if (!acknowledged) return { acknowledged, problems: [] };
  const { state } = (await orderOf(world, id)) ?? {};
  const isCredited = state === 'paid' || state === 'refunding' || state === 'refunded';
  return { acknowledged, problems: isCredited ? [] : [`acknowledged while the order is ${state}`] };
}

const isAcknowledgement = (world: World, { provider }: Till, answer: Answer): boolean =>
  provider === 'alipay' ? answer.status === 200 && answer.text.trim() === 'success' : isTaken(world, answer);

/** The provider delivers again and again; something is wrong if it never may stop. */
export async function deliverUntilTaken(world: World, sale: Sale, message: Message, tries = 3): Promise<string[]> {
  const { acknowledged, problems } = await deliver(world, sale, message);
  if (acknowledged) return problems;
  return tries > 1 ? deliverUntilTaken(world, sale, message, tries - 1) : ['a genuine notification is never acknowledged'];
}
