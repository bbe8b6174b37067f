import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { deleteItem } from '#shared/adapters/dynamo/items.ts';
import { listingKeys } from '#shared/adapters/dynamo/listing-keys.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Api } from '#shared/contract/endpoint.ts';
import type { Activity } from '#shared/domain/activities/types.ts';
import { hours } from '#shared/kernel/clock.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { newCoupon } from '#tests/flow/operation/support.ts';
import { creationOf } from '#tests/support/platform/creations.ts';
import { boundAccount } from '#tests/support/platform/publishing.ts';
import type { Caller, Place } from './caller.ts';
import { callerFor, shown } from './index.ts';
import { photo, receiver } from './photos.ts';

type Make = (place: Place, caller: Caller) => Promise<string | number>;

/** What an endpoint is about, and what has to be there before: by the path up to its parameter. Answers what the parameter is then. */
export const things: Readonly<Record<string, Make>> = {
  '/api/v1/jobs/{task_id}': async (place, caller) => task(place, caller),
  '/api/v1/video/{task_id}': async (place, caller) => film(place, caller),
  '/api/v1/creations/{id}': ({ table }, { account }) => creationOf(table, account),
  '/api/v1/models/{id}': (place) =>
    offered(place, '/api/v1/models', { name: 'q', provider: 'qwen', model_name: 'qwen-plus', credits_cost: 8 }),
  '/api/v1/operation/coupons/{coupon_id}': async ({ table }) => (await newCoupon(table)).id,
  '/api/v1/operation/activities/{activity_id}': ({ table, clock }) => gift(table, clock.now()),
  '/api/v1/operation/partners/{code}': partnerCode,
  '/api/v1/credit/orders/{order_id}': (place, caller) => order(place, caller),
};

/** What fields of bodies name, by the field: whose it is, and how it is come by. */
export const named: Readonly<Record<string, { api: Api; make: Make }>> = {
  creation_id: {
    api: 'platform',
    make: async ({ table, stack }, { account }) => {
      await boundAccount(table, stack.secrets, account);
      return creationOf(table, account);
    },
  },
  mdf: { api: 'partner', make: (place, caller) => photo(place, caller) },
  callback_url: { api: 'partner', make: async () => receiver() },
};

/** `/api/v1/things/{id}/parts/{part}` → `/api/v1/things/{id}`; undefined for a path without parameters. */
export const thingOf = (path: string): string | undefined => /^[^{]*\{\w+\}/.exec(path)?.[0];

const { item, ending } = listingKeys('ACTIVITIES');
/** Each table's last gifts. Of one type only ten may be at once, and all of them go to whoever registers: the oldest goes. */
const gifts = new WeakMap<Table, Activity[]>();
const GIFTS = 5;

async function gift(table: Table, now: number): Promise<number> {
  const offer = { type: 'credit_gift', name: '送积分', description: '', config: { credits: 10 } } as const;
  const window = { from: now - hours(1), until: now + hours(48), createdAt: now };
  const made = await dynamoActivities(table).create({ ...offer, ...window, operation: newOperation(now) });
  const there = [...(gifts.get(table) ?? []), made];
  gifts.set(table, there.slice(-GIFTS));
  for (const old of there.slice(0, -GIFTS)) await Promise.all([item(old.id), ending(old.type, old)].map((key) => deleteItem(table, key)));
  return made.id;
}

/** A picture that is being made. */
async function task(place: Place, caller: Caller): Promise<string> {
  const json = { prompt: '一只猫' };
  const headers = { prefer: 'respond-async' };
  return (await post<{ task_id: string }>(place, caller, 'account', '/api/v1/image/generate', json, headers)).task_id;
}

async function film(place: Place, caller: Caller): Promise<string> {
  const json = { script: '一只猫', duration: 3 };
  return (await post<{ task_id: string }>(place, caller, 'account', '/api/v1/video/generate', json)).task_id;
}

/** What operators put up for everybody. */
async function offered(place: Place, path: string, json: object): Promise<number> {
  const operator = await callerFor(place, { api: 'platform', auth: 'admin' }, 0);
  const { id } = await post<{ id: number }>(place, operator, 'admin', path, json);
  return id;
}

async function partnerCode(place: Place): Promise<string> {
  const partner = await callerFor(place, { api: 'partner', auth: 'partner' }, 0);
  return (await shown(partner, 'partner')).fields!.third_code!;
}

/** An order of points that nobody has paid yet. */
export async function order(place: Place, caller: Caller): Promise<string> {
  const json = { amount: 10, payment_method: 'alipay' };
  return (await post<{ order_id: string }>(place, caller, 'account', '/api/v1/credit/recharge', json)).order_id;
}

/** What the platform answers a POST, as `data`. */
export async function post<Data>(
  { stack }: Place,
  caller: Caller,
  auth: 'admin' | 'account',
  path: string,
  json: object,
  besides: Record<string, string> = {},
): Promise<Data> {
  const headers = { ...besides, 'content-type': 'application/json', ...(await shown(caller, auth)).headers };
  const answer = await fetch(`http://127.0.0.1:${stack.port}${path}`, { method: 'POST', headers, body: JSON.stringify(json) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} can't be made: ${text}`);
  return (JSON.parse(text) as { data: Data }).data;
}
