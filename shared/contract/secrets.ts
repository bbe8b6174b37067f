/** Held in SSM Parameter Store as SecureString, set with `npm run secrets`. */
export const secretNames = [
  'JWT_SECRET',
  'WECHAT_APP_SECRET',
  'WECHAT_PAY_KEY',
  'WECHAT_PAY_V3_KEY',
  'WECHAT_PAY_PRIVATE_KEY',
  'WECHAT_PAY_PUBLIC_KEY',
  /** Our app's key: signs requests. */
  'ALIPAY_PRIVATE_KEY',
  /** Alipay's key, which its site shows beside ours: checks answers and notifications. */
  'ALIPAY_PUBLIC_KEY',
  'GEMINI_API_KEY',
  'QWEN_API_KEY',
  'GOOGLE_CREDENTIALS',
  'VAULT_KEYS',
] as const;
export type SecretName = (typeof secretNames)[number];

/** Reads a secret; `undefined` when it is not set, which means "not configured". */
export type ReadSecret = (name: SecretName) => Promise<string | undefined>;
