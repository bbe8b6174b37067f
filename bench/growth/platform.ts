import { type Block, emptyHead, withOneMore } from '#shared/adapters/dynamo/creation-block.ts';
import type { Item } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { listingKeys } from '#shared/adapters/dynamo/listing-keys.ts';
import { newPrepaid } from '#shared/adapters/dynamo/prepaid-record.ts';
import type { OrderKind } from '#shared/domain/payments/types.ts';
import { days } from '#shared/kernel/clock.ts';
import { entry } from './mini.ts';
import type { Owners } from './owners.ts';
import type { Past } from './past.ts';

/** Of what an operator makes by hand, so many are many: coupons that an account has, and partners. */
export const BY_HAND = 100;

/** Over for a year: what goes on is looked at by registrations and payments. */
const window = (now: number) => ({ from: now - days(400), until: now - days(365), createdAt: now - days(400) });

/** What the platform lists: of a customer, of a partner, and for everybody. */
export function platformPasts({ customer: { account }, partner }: Pick<Owners, 'customer' | 'partner'>, now: number): Past[] {
  const { pk } = keys.account(account);
  const own = { key: keys.account(account) };
  return [
    { id: 'v1/credit/transactions', items: (number) => [entry(account, number)], length: { ...own, counts: 'sequence' } },
    { id: 'v1/credit/recharge-orders', items: orders(account, 'recharge', now), length: { ...own, counts: 'recharges' } },
    { id: 'v1/credit/membership-orders', items: orders(account, 'membership', now), length: { ...own, counts: 'memberships' } },
    { id: 'v1/creations/list', ...creations(account, now) },
    {
      ...{ id: 'v1/publish/history', items: (number) => [publication(account, number, now)] },
      length: { key: keys.publications(account), counts: 'last' },
    },
    {
      ...{ id: 'v1/operation/referral-records', items: (number) => [referral(account, number, now)] },
      length: { key: keys.referrals(account), counts: 'total' },
    },
    {
      ...{ id: 'v1/operation/my-coupons', most: BY_HAND },
      items: (number) => [{ ...offer(number, now), pk, sk: keys.userCoupon(account, `C${number}`).sk, state: 'unused', claimedAt: now }],
    },
    listing('v1/operation/activity-list', 'ACTIVITIES', 'credit_gift', (number) => activity(number, now)),
    listing('v1/operation/coupon-list', 'COUPONS', 'ENDING', (number) => offer(number, now)),
    { id: 'v1/operation/partners/list', most: BY_HAND, items: (number) => partnerItems(`bench${number}`, now) },
    {
      ...{ id: 'v1/operation/partners/usage', items: (number) => [entry(partner.account, number)] },
      length: { key: keys.account(partner.account), counts: 'sequence' },
    },
  ];
}

function listing(id: string, name: string, group: string, made: (number: number) => { id: number; until: number } & object): Past {
  const { head, item, ending } = listingKeys(name);
  return {
    id,
    items: (number) => {
      const listed = made(number);
      return [
        { ...item(number), ...listed },
        { ...ending(group, listed), ...listed },
      ];
    },
    length: { key: head, counts: 'last' },
  };
}

const orders = (account: string, kind: OrderKind, now: number) => (number: number) => {
  const id = `${kind}_bench_${number}`;
  const order = { channel: 'alipay', price: 1000, amount: 1000, points: 100, description: '', state: 'paid', number };
  const bought = kind === 'membership' ? { membership: 'monthly', membershipFrom: now, membershipUntil: now + days(30) } : {};
  return [
    { ...keys.listedOrder(account, kind, number), order: id },
    { ...keys.order(id), id, account, kind, ...order, ...bought, createdAt: now, closesAt: now, paidAt: now },
  ];
};

/** Creations, and after them the head and the blocks that say which there are. */
function creations(account: string, now: number): Pick<Past, 'items' | 'after'> {
  const blocks: Block[] = [];
  let head = emptyHead;
  const about = { account, type: 'writing', tool: 'wechat_article', title: '如何提高工作效率', content: '长'.repeat(300) };
  return {
    items: (number) => {
      const place = withOneMore(head, 'writing');
      const { id, full } = place;
      if (full) blocks.push(full);
      head = place.head;
      return [{ ...keys.creation(account, id), id, ...about, job: `req_${number}`, createdAt: now, updatedAt: now }];
    },
    after: () => [
      { ...keys.creationHead(account), ...head },
      ...blocks.map((block) => ({ ...keys.creationBlock(account, block.number), ...block })),
    ],
  };
}

function publication(account: string, number: number, now: number): Item {
  const target = { state: 'published', appId: 'wxbench', url: 'https://example.com/1', finishedAt: now };
  const about = { creation: number, title: '如何提高工作效率', marker: `m${number}`, attempts: 1, targets: { wechat: target } };
  return { ...keys.publication(account, number), number, account, ...about, createdAt: now, startsAt: now };
}

const referral = (account: string, number: number, now: number): Item => ({
  ...keys.referral(account, number),
  ...{ number, referred: `u_${number}`, username: `user${number}`, state: 'completed', reward: 50, createdAt: now },
});

const activity = (id: number, now: number) => ({
  ...{ id, type: 'credit_gift', name: '送积分', description: '新用户注册即送100积分', config: { credits: 100 } },
  ...window(now),
});

const offer = (id: number, now: number) => ({
  ...{ id, code: `C${id}`, name: '充值优惠券', type: 'discount', value: 10, minAmount: 10_000, maxUsage: 1000 },
  ...window(now),
});

function partnerItems(code: string, now: number): Item[] {
  const account = `p_${code}`;
  const partner = { code, account, name: code, state: 'active', lane: 'bulk', secrets: [], webhookSecrets: [], createdAt: now };
  return [
    { ...keys.partner(code), ...partner },
    keys.partnerListed(code),
    { ...keys.account(account), partner: code, ...newPrepaid(account) },
  ];
}
