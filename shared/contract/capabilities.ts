import type { QueueName } from './queues.ts';
import type { SecretName } from './secrets.ts';
import type { Setting } from './settings.ts';

/**
 * What a function may touch. One capability gives it exactly the grants and the environment
 * variables below, and nothing else reaches it: on AWS through IAM, locally through `serve()` and `consume()`,
 * which hand a handler only these variables.
 */
export interface Grant {
  /** DynamoDB actions on the table, limited to partition keys with these prefixes (`dynamodb:LeadingKeys`). */
  table?: { actions: readonly TableAction[]; keys: readonly string[] };
  /** DynamoDB Query on the index of what is due. */
  dueIndex?: true;
  /** S3 actions on objects below the prefix. */
  bucket?: readonly { action: 'GetObject' | 'PutObject' | 'DeleteObject'; prefix: string }[];
  /** SQS SendMessage to this queue. */
  send?: QueueName;
  /** Send to clients' connections, and to nobody else's API. */
  live?: true;
  /** SSM SecureStrings it may read (`/darkroom/<stage>/<NAME>`). */
  secrets?: readonly SecretName[];
  /** Settings it reads, besides those its resources bring along. */
  env?: readonly Setting[];
}

type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

const account = ['ACCOUNT#'] as const;

export const capabilities = {
  /** Check a caller's token. */
  tokens: { secrets: ['JWT_SECRET'], env: ['STAGE'] },
  'accounts:read': { table: { actions: ['GetItem', 'Query'], keys: account } },
  'accounts:login': {
    table: { actions: ['GetItem', 'PutItem'], keys: ['ACCOUNT#', 'OPENID#'] },
    secrets: ['WECHAT_APP_SECRET'],
    env: ['WECHAT_APP_ID', 'WECHAT_BASE_URL'],
  },
  /** Who a username belongs to, and whether they prove it. */
  'users:login': { table: { actions: ['GetItem'], keys: ['ACCOUNT#', 'USERNAME#'] } },
  /** Keep a proven password as it is kept today. */
  'passwords:renew': { table: { actions: ['UpdateItem'], keys: ['USERNAME#'] } },
  'users:register': { table: { actions: ['PutItem'], keys: ['ACCOUNT#', 'USERNAME#', 'EMAIL#', 'REFERRAL#'] } },
  /** Whose referral code it is. */
  'referrals:read': { table: { actions: ['GetItem'], keys: ['REFERRAL#'] } },
  /** Take the next number of a series. */
  numbers: { table: { actions: ['UpdateItem'], keys: ['COUNTER#'] } },
  /** Which refresh token of a login is good. */
  sessions: { table: { actions: ['UpdateItem'], keys: ['SESSION#'] } },
  /** Whether the caller is an operator. */
  'roles:read': { table: { actions: ['GetItem'], keys: ['ROLE#'] } },
  /** Count a call against its caller's limit. */
  limits: { table: { actions: ['UpdateItem'], keys: ['RATE#'] } },
  'activities:read': { table: { actions: ['GetItem', 'Query'], keys: ['ACTIVITIES#'] } },
  'activities:write': { table: { actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], keys: ['ACTIVITIES#'] } },
  'coupons:read': { table: { actions: ['GetItem', 'Query'], keys: ['COUPONS#'] } },
  'coupons:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['COUPONS#'] } },
  /** Make a code that coupon's alone. */
  'coupons:codes': { table: { actions: ['PutItem'], keys: ['COUPONCODE#'] } },
  /** Count a claim, and note that none is left. */
  'coupons:claim': { table: { actions: ['UpdateItem'], keys: ['COUPONS#', 'COUPONCLAIMS#'] } },
  /** Give an account its coupon. */
  'coupons:give': { table: { actions: ['GetItem', 'PutItem'], keys: account } },
  /** Add to an account's list of whom it referred. */
  'referrals:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: account } },
  'referrals:share': { env: ['REGISTER_URL', 'PUBLIC_URL'] },
  'statistics:count': { table: { actions: ['UpdateItem'], keys: ['STATS#'] } },
  'statistics:read': { table: { actions: ['Query'], keys: ['STATS#'] } },
  'statistics:write': { table: { actions: ['Query', 'PutItem'], keys: ['STATS#'] } },
  idempotency: { table: { actions: ['PutItem', 'UpdateItem', 'DeleteItem'], keys: ['IDEMPOTENCY#'] } },
  /** Hold, capture, release, earn: the account's item and its entries. */
  'ledger:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: account } },
  /** Several at once, by their ids. */
  'jobs:find': { table: { actions: ['BatchGetItem'], keys: account } },
  'jobs:read': { table: { actions: ['GetItem', 'Query'], keys: account } },
  'jobs:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], keys: account } },
  /** Make an output's name known before there is an output. */
  'jobs:announce': { table: { actions: ['PutItem'], keys: ['MEDIA#'] } },
  'models:read': { table: { actions: ['Query'], keys: ['MODELS#'] } },
  'models:write': {
    table: { actions: ['GetItem', 'PutItem', 'DeleteItem'], keys: ['MODELS#'] },
    secrets: ['VAULT_KEYS'],
    env: ['ALLOWED_PRIVATE_ORIGINS'],
  },
  /** Which models rest after they failed. */
  'models:rests': { table: { actions: ['Query', 'PutItem', 'DeleteItem'], keys: ['RESTS#'] } },
  'creations:read': { table: { actions: ['GetItem', 'BatchGetItem', 'Query'], keys: account } },
  'creations:write': { table: { actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], keys: account } },
  'orders:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['ORDER#'] } },
  'orders:read': { table: { actions: ['GetItem'], keys: ['ORDER#'] } },
  /** Show an account's orders. */
  'orders:list': { table: { actions: ['BatchGetItem'], keys: [...account, 'ORDER#'] } },
  /** What was found when our books were compared with the providers'. */
  'books:read': { table: { actions: ['Query'], keys: ['RECONCILIATION#'] } },
  'books:write': { table: { actions: ['GetItem', 'Query', 'PutItem'], keys: ['RECONCILIATION#'] } },
  'payments:wechat': {
    secrets: ['WECHAT_PAY_KEY', 'WECHAT_PAY_V3_KEY', 'WECHAT_PAY_PRIVATE_KEY', 'WECHAT_PAY_PUBLIC_KEY'],
    env: [
      'WECHAT_APP_ID',
      'WECHAT_WEB_APP_ID',
      'WECHAT_PAY_MCH_ID',
      'WECHAT_PAY_VERSION',
      'WECHAT_PAY_SERIAL',
      'WECHAT_PAY_PUBLIC_KEY_ID',
      'WECHAT_PAY_BASE_URL',
      'PUBLIC_URL',
    ],
  },
  /** Check WeChat Pay's notifications, which takes none of our keys that sign. */
  'notifications:wechat': {
    secrets: ['WECHAT_PAY_KEY', 'WECHAT_PAY_V3_KEY', 'WECHAT_PAY_PUBLIC_KEY'],
    env: ['WECHAT_APP_ID', 'WECHAT_WEB_APP_ID', 'WECHAT_PAY_MCH_ID', 'WECHAT_PAY_PUBLIC_KEY_ID'],
  },
  'payments:alipay': {
    secrets: ['ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'],
    env: ['ALIPAY_APP_ID', 'ALIPAY_GATEWAY_URL', 'ALIPAY_RETURN_URL', 'PUBLIC_URL'],
  },
  'notifications:alipay': { secrets: ['ALIPAY_PUBLIC_KEY'], env: ['ALIPAY_APP_ID'] },
  /** Open and seal secrets that are kept in the table. */
  vault: { secrets: ['VAULT_KEYS'] },
  'partners:read': { table: { actions: ['GetItem'], keys: ['PARTNER#'] } },
  'partners:list': { table: { actions: ['Query'], keys: ['PARTNERS#'] } },
  'partners:create': { table: { actions: ['PutItem'], keys: ['PARTNER#', 'PARTNERS#'] } },
  'partners:change': { table: { actions: ['UpdateItem'], keys: ['PARTNER#'] } },
  /** The platforms' accounts that a user has bound; their secrets are sealed. */
  'bindings:read': { table: { actions: ['GetItem', 'Query'], keys: account } },
  'bindings:write': { table: { actions: ['PutItem'], keys: account } },
  'publications:read': { table: { actions: ['GetItem', 'Query'], keys: account } },
  'publications:create': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: account } },
  'publications:write': { table: { actions: ['GetItem', 'UpdateItem'], keys: account } },
  /** Which connections there are; whose they are, the index says. */
  'connections:write': { table: { actions: ['PutItem', 'DeleteItem'], keys: ['CONNECTION#'] } },
  'connections:forget': { table: { actions: ['DeleteItem'], keys: ['CONNECTION#'] } },
  'live:send': { live: true },
  /** Ask WeChat about Official Accounts, with their owners' credentials. */
  'publish:wechat': { env: ['WECHAT_OA_BASE_URL'] },
  /** What an article leads its readers to. */
  'publish:source': { env: ['ARTICLE_SOURCE_URL', 'REGISTER_URL', 'PUBLIC_URL'] },
  /** Take up a webhook and log how it went. */
  'webhooks:tell': { table: { actions: ['UpdateItem'], keys: account } },
  'due:read': { dueIndex: true },
  'queue:image-jobs': { send: 'image-jobs' },
  'queue:video-jobs': { send: 'video-jobs' },
  'queue:repair-jobs': { send: 'repair-jobs' },
  'queue:repair-priority-jobs': { send: 'repair-priority-jobs' },
  'queue:publish-jobs': { send: 'publish-jobs' },
  'queue:webhooks': { send: 'webhooks' },
  'queue:writing-jobs': { send: 'writing-jobs' },
  wait: { env: ['WAIT_SECONDS'] },
  /** Reach addresses that somebody gave us. */
  'public-web': { env: ['ALLOWED_PRIVATE_ORIGINS'] },
  /** Addresses in answers. */
  'public-url': { env: ['PUBLIC_URL'] },
  /** Addresses of what is answered bit by bit. */
  'stream-url': { env: ['STREAM_URL'] },
  /** A client's upload, until a worker has made it presentable. */
  'incoming:read': { bucket: [{ action: 'GetObject', prefix: 'incoming/' }] },
  'incoming:write': { bucket: [{ action: 'PutObject', prefix: 'incoming/' }] },
  /** What anyone who knows the name may see at `/uploads/{name}`. */
  'media:read': { bucket: [{ action: 'GetObject', prefix: 'uploads/' }] },
  /** The same of partners' photos and their results, which go after an hour. */
  'photos:read': { bucket: [{ action: 'GetObject', prefix: 'partner/' }] },
  'photos:write': {
    bucket: [
      { action: 'PutObject', prefix: 'partner/' },
      { action: 'DeleteObject', prefix: 'partner/' },
    ],
  },
  'photos:remove': {
    bucket: [
      { action: 'DeleteObject', prefix: 'partner/' },
      { action: 'DeleteObject', prefix: 'incoming/' },
    ],
  },
  /** Which photos are the same. */
  'photos:known': { table: { actions: ['PutItem', 'UpdateItem'], keys: ['PHOTO#'] } },
  'media:write': {
    bucket: [
      { action: 'PutObject', prefix: 'uploads/' },
      { action: 'DeleteObject', prefix: 'uploads/' },
    ],
  },
  'media:remove': { bucket: [{ action: 'DeleteObject', prefix: 'uploads/' }] },
  /** Long texts of accounts, which are never served. */
  'texts:read': { bucket: [{ action: 'GetObject', prefix: 'texts/' }] },
  'texts:write': {
    bucket: [
      { action: 'PutObject', prefix: 'texts/' },
      { action: 'DeleteObject', prefix: 'texts/' },
    ],
  },
  'texts:remove': { bucket: [{ action: 'DeleteObject', prefix: 'texts/' }] },
  'media:pending': { table: { actions: ['GetItem'], keys: ['MEDIA#', 'ACCOUNT#'] } },
  'models:image': { secrets: ['GEMINI_API_KEY'], env: ['IMAGE_MODEL', 'IMAGE_TIMEOUT_SECONDS', 'GEMINI_BASE_URL'] },
  'models:text': {
    secrets: ['GEMINI_API_KEY', 'QWEN_API_KEY', 'VAULT_KEYS'],
    env: ['GEMINI_BASE_URL', 'QWEN_BASE_URL', 'ALLOWED_PRIVATE_ORIGINS', 'TEXT_TIMEOUT_SECONDS'],
  },
  'models:video': {
    secrets: ['GEMINI_API_KEY', 'GOOGLE_CREDENTIALS'],
    env: [
      'VIDEO_MODEL',
      'VIDEO_MODEL_PREVIEW',
      'VIDEO_MODEL_FAST',
      'VIDEO_MODEL_STABLE',
      'GOOGLE_CLOUD_PROJECT',
      'GOOGLE_CLOUD_LOCATION',
      'VIDEO_POLL_SECONDS',
      'GEMINI_BASE_URL',
      'VERTEX_BASE_URL',
    ],
  },
} as const satisfies Record<string, Grant>;

export type Capability = keyof typeof capabilities;

/** The grant of one capability, with every part of it optional. */
export const grantOf = (capability: Capability): Grant => capabilities[capability];
