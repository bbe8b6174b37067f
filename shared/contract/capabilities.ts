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
  send?: 'image-jobs' | 'video-jobs';
  /** SSM SecureStrings it may read (`/darkroom/<stage>/<NAME>`). */
  secrets?: readonly SecretName[];
  /** Settings it reads, besides those its resources bring along. */
  env?: readonly Setting[];
}

type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** Held in SSM Parameter Store as SecureString, set with `npm run secrets`. */
export const secretNames = [
  'JWT_SECRET',
  'WECHAT_APP_SECRET',
  'WECHAT_PAY_KEY',
  'WECHAT_PAY_V3_KEY',
  'WECHAT_PAY_PRIVATE_KEY',
  'WECHAT_PAY_PUBLIC_KEY',
  'GEMINI_API_KEY',
  'GOOGLE_CREDENTIALS',
] as const;
export type SecretName = (typeof secretNames)[number];

/** Plain settings: not secret, one value for a stage, with their defaults. An empty text means "not configured". */
export const settings = {
  STAGE: 'dev',
  PUBLIC_URL: '',
  WAIT_SECONDS: '25',
  WECHAT_APP_ID: '',
  WECHAT_PAY_MCH_ID: '',
  /** `v2` (MD5) or `v3` (RSA): how new orders are made. Notifications of both are always understood. */
  WECHAT_PAY_VERSION: 'v2',
  /** Serial number of our merchant certificate (v3). */
  WECHAT_PAY_SERIAL: '',
  /** `PUB_KEY_ID_…` or the serial of WeChat's platform certificate, whose key is WECHAT_PAY_PUBLIC_KEY (v3). */
  WECHAT_PAY_PUBLIC_KEY_ID: '',
  IMAGE_MODEL: 'gemini-nano-banana-2.1',
  IMAGE_TIMEOUT_SECONDS: '60',
  VIDEO_MODEL: 'gemini-omni-1.1-flash',
  VIDEO_MODEL_PREVIEW: 'veo-3.1-generate-001',
  VIDEO_MODEL_FAST: 'veo-3.1-fast-generate-001',
  VIDEO_MODEL_STABLE: 'veo-3.1-generate-001',
  GOOGLE_CLOUD_PROJECT: '',
  GOOGLE_CLOUD_LOCATION: 'us-central1',
  VIDEO_POLL_SECONDS: '10',
  /** Where the outside services are. Another address makes a proxy, or a stand-in, of them. */
  GEMINI_BASE_URL: 'https://generativelanguage.googleapis.com',
  VERTEX_BASE_URL: 'https://aiplatform.googleapis.com',
  WECHAT_BASE_URL: 'https://api.weixin.qq.com',
  WECHAT_PAY_BASE_URL: 'https://api.mch.weixin.qq.com',
} as const;
export type Setting = keyof typeof settings;

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
  idempotency: { table: { actions: ['PutItem', 'UpdateItem', 'DeleteItem'], keys: ['IDEMPOTENCY#'] } },
  /** Hold, capture, release, earn: the account's item and its entries. */
  'ledger:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: account } },
  'jobs:read': { table: { actions: ['GetItem', 'Query'], keys: account } },
  'jobs:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], keys: account } },
  /** Make an output's name known before there is an output. */
  'jobs:announce': { table: { actions: ['PutItem'], keys: ['MEDIA#'] } },
  'orders:write': { table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['ORDER#'] } },
  'payments:wechat': {
    secrets: ['WECHAT_PAY_KEY', 'WECHAT_PAY_V3_KEY', 'WECHAT_PAY_PRIVATE_KEY', 'WECHAT_PAY_PUBLIC_KEY'],
    env: [
      'WECHAT_APP_ID',
      'WECHAT_PAY_MCH_ID',
      'WECHAT_PAY_VERSION',
      'WECHAT_PAY_SERIAL',
      'WECHAT_PAY_PUBLIC_KEY_ID',
      'WECHAT_PAY_BASE_URL',
      'PUBLIC_URL',
    ],
  },
  'due:read': { dueIndex: true },
  'queue:image-jobs': { send: 'image-jobs' },
  'queue:video-jobs': { send: 'video-jobs' },
  wait: { env: ['WAIT_SECONDS'] },
  /** A client's upload, until a worker has made it presentable. */
  'incoming:read': { bucket: [{ action: 'GetObject', prefix: 'incoming/' }] },
  'incoming:write': { bucket: [{ action: 'PutObject', prefix: 'incoming/' }] },
  /** What anyone who knows the name may see at `/uploads/{name}`. */
  'media:read': { bucket: [{ action: 'GetObject', prefix: 'uploads/' }] },
  'media:write': {
    bucket: [
      { action: 'PutObject', prefix: 'uploads/' },
      { action: 'DeleteObject', prefix: 'uploads/' },
    ],
  },
  'media:pending': { table: { actions: ['GetItem'], keys: ['MEDIA#', 'ACCOUNT#'] } },
  'models:image': { secrets: ['GEMINI_API_KEY'], env: ['IMAGE_MODEL', 'IMAGE_TIMEOUT_SECONDS', 'GEMINI_BASE_URL'] },
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
