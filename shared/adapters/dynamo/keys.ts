import type { OrderKind } from '../../domain/payments/types.ts';

/** The keys of the single table: docs/data-model.md. */
export const keys = {
  account: (id: string) => ({ pk: `ACCOUNT#${id}`, sk: 'ACCOUNT' }),
  entry: (account: string, sequence: number) => ({ pk: `ACCOUNT#${account}`, sk: entrySort(sequence) }),
  job: (account: string, id: string) => ({ pk: `ACCOUNT#${account}`, sk: `JOB#${id}` }),
  request: (account: string, job: string) => ({ pk: `ACCOUNT#${account}`, sk: `REQUEST#${job}` }),
  creation: (account: string, id: number) => ({ pk: `ACCOUNT#${account}`, sk: `CREATION#${digits(id)}` }),
  /** After the newest creation, before the older blocks: what is there of the newest, and how many in all. */
  creationHead: (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'CREATION#HEAD' }),
  creationBlock: (account: string, block: number) => ({ pk: `ACCOUNT#${account}`, sk: blockSort(block) }),
  model: (id: number) => ({ pk: 'MODELS#ALL', sk: `MODEL#${digits(id)}` }),
  rest: (model: number) => ({ pk: 'RESTS#ALL', sk: `MODEL#${digits(model)}` }),
  openid: (openid: string) => ({ pk: `OPENID#${openid}`, sk: 'OPENID' }),
  order: (id: string) => ({ pk: `ORDER#${id}`, sk: 'ORDER' }),
  /** Which order an account's n-th is. */
  listedOrder: (account: string, kind: OrderKind, number: number) => ({ pk: `ACCOUNT#${account}`, sk: orderSort(kind, number) }),
  /** That an account has got points from this cause, where the cause is no item of its own. */
  earned: (account: string, cause: string) => ({ pk: `ACCOUNT#${account}`, sk: `EARNED#${cause}` }),
  /** A code is the same in any case of its letters. */
  userCoupon: (account: string, code: string) => ({ pk: `ACCOUNT#${account}`, sk: `COUPON#${code.toUpperCase()}` }),
  couponCode: (code: string) => ({ pk: `COUPONCODE#${code.toUpperCase()}`, sk: 'COUPON' }),
  claims: (coupon: number, counter: number) => ({ pk: `COUPONCLAIMS#${coupon}#${counter}`, sk: 'CLAIMS' }),
  referrals: (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'REFERRALS' }),
  referral: (account: string, number: number) => ({ pk: `ACCOUNT#${account}`, sk: `REFERRAL#${String(number).padStart(10, '0')}` }),
  referrer: (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'REFERRER' }),
  counts: (shard: number, day: string) => ({ pk: `STATS#${shard}`, sk: day }),
  totals: (day: string) => ({ pk: 'STATS#TOTALS', sk: day }),
  /** What a provider's bill of a day said; `of`: the provider, or a difference. */
  reconciliation: (day: string, of: string) => ({ pk: `RECONCILIATION#${day}`, sk: of }),
  media: (name: string) => ({ pk: `MEDIA#${name}`, sk: 'MEDIA' }),
  username: (folded: string) => ({ pk: `USERNAME#${folded}`, sk: 'USERNAME' }),
  email: (folded: string) => ({ pk: `EMAIL#${folded}`, sk: 'EMAIL' }),
  referralCode: (code: string) => ({ pk: `REFERRAL#${code}`, sk: 'REFERRAL' }),
  counter: (series: string) => ({ pk: `COUNTER#${series}`, sk: 'COUNTER' }),
  role: (role: string, account: string) => ({ pk: `ROLE#${role}`, sk: account }),
  session: (account: string, session: string) => ({ pk: `SESSION#${account}#${session}`, sk: 'SESSION' }),
  rate: (policy: string, subject: string) => ({ pk: `RATE#${policy}#${subject}`, sk: 'RATE' }),
  partner: (code: string) => ({ pk: `PARTNER#${code}`, sk: 'PARTNER' }),
  partnerListed: (code: string) => ({ pk: 'PARTNERS#', sk: code }),
  photo: (account: string, digest: string) => ({ pk: `PHOTO#${account}#${digest}`, sk: 'PHOTO' }),
  webhook: (account: string, job: string) => ({ pk: `ACCOUNT#${account}`, sk: `WEBHOOK#${job}` }),
  lot: (account: string, reference: string) => ({ pk: `ACCOUNT#${account}`, sk: `LOT#${reference}` }),
  binding: (account: string, platform: string) => ({ pk: `ACCOUNT#${account}`, sk: `BINDING#${platform}` }),
  publication: (account: string, number: number) => ({ pk: `ACCOUNT#${account}`, sk: `PUBLICATION#${digits(number)}` }),
  /** How many publications an account has. */
  publications: (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'PUBLICATIONS' }),
  /** Which publication an operation has made. */
  published: (account: string, operation: string) => ({ pk: `ACCOUNT#${account}`, sk: `PUBLISHED#${operation}` }),
  connection: (id: string) => ({ pk: `CONNECTION#${id}`, sk: 'CONNECTION' }),
  idempotency: (account: string, keyHash: string) => ({ pk: `IDEMPOTENCY#${account}#${keyHash}`, sk: 'KEY' }),
};

/** Ten digits: numbers sort as they count. */
const digits = (number: number): string => String(number).padStart(10, '0');

export const entrySort = (sequence: number): string => `ENTRY#${digits(sequence)}`;

/** Which of the older creations are there, 1,024 in a block. */
export const blockSort = (block: number): string => `CREATIONS#${digits(block)}`;

/** `RECHARGE#0000000042` */
export const orderSort = (kind: OrderKind, number: number): string => `${kind.toUpperCase()}#${String(number).padStart(10, '0')}`;

const DUE_SHARDS = 4;

/** What is due is spread over a few partitions, so that no one of them takes every write. `DUE`: for the sweeper. */
export const partitionsOf = (list: string): readonly string[] => Array.from({ length: DUE_SHARDS }, (_, shard) => `${list}#${shard}`);
export const duePartitions = partitionsOf('DUE');

/** The index attributes of something that is due at `at` (ms). */
export function due(id: string, at: number, list = 'DUE'): { duePk: string; dueAt: number } {
  let sum = 0;
  for (const char of id) sum += char.charCodeAt(0);
  return { duePk: `${list}#${sum % DUE_SHARDS}`, dueAt: at };
}
