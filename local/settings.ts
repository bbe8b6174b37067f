import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { withNewKey } from '#shared/adapters/vault/key-ring.ts';
import { type SecretName, secretNames } from '#shared/contract/secrets.ts';
import { type Setting, settings } from '#shared/contract/settings.ts';

export type Variables = Readonly<Record<string, string | undefined>>;
export type Settings = Partial<Record<Setting, string>>;
export type Secrets = Partial<Record<SecretName, string>>;

/** Which outside services are the real ones, because the person who starts the stack has set their credentials. */
export interface Real {
  gemini: boolean;
  qwen: boolean;
  vertex: boolean;
  wechat: boolean;
  wechatPay: boolean;
  alipay: boolean;
}

export function realServices(variables: Variables): Real {
  const has = (...names: string[]) => names.every((name) => variables[name]);
  return {
    gemini: has('GEMINI_API_KEY'),
    qwen: has('QWEN_API_KEY'),
    vertex: has('GOOGLE_CLOUD_PROJECT') && (has('GOOGLE_CREDENTIALS') || has('GOOGLE_APPLICATION_CREDENTIALS')),
    wechat: has('WECHAT_APP_ID', 'WECHAT_APP_SECRET'),
    wechatPay: has('WECHAT_APP_ID', 'WECHAT_PAY_MCH_ID') && (has('WECHAT_PAY_KEY') || has('WECHAT_PAY_V3_KEY', 'WECHAT_PAY_PRIVATE_KEY')),
    alipay: has('ALIPAY_APP_ID', 'ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'),
  };
}

/** Settings that mean something only with the real service: set for a stand-in, they would turn it into a wrong address. */
const settingsOf: Record<keyof Real, readonly Setting[]> = {
  gemini: ['GEMINI_BASE_URL'],
  qwen: ['QWEN_BASE_URL'],
  vertex: ['VERTEX_BASE_URL', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION'],
  wechat: ['WECHAT_BASE_URL'],
  wechatPay: ['WECHAT_PAY_BASE_URL', 'WECHAT_PAY_MCH_ID', 'WECHAT_PAY_SERIAL', 'WECHAT_PAY_PUBLIC_KEY_ID', 'WECHAT_WEB_APP_ID'],
  alipay: ['ALIPAY_GATEWAY_URL', 'ALIPAY_APP_ID'],
};

const secretsOf: Record<keyof Real, readonly SecretName[]> = {
  gemini: ['GEMINI_API_KEY'],
  qwen: ['QWEN_API_KEY'],
  vertex: ['GOOGLE_CREDENTIALS'],
  wechat: ['WECHAT_APP_SECRET'],
  wechatPay: ['WECHAT_PAY_KEY', 'WECHAT_PAY_V3_KEY', 'WECHAT_PAY_PRIVATE_KEY', 'WECHAT_PAY_PUBLIC_KEY'],
  alipay: ['ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'],
};

const services = Object.keys(settingsOf) as (keyof Real)[];

/** The settings: the defaults, the stand-ins' own, and what the person has set, each where it counts. */
export function localSettings(variables: Variables, standIns: Settings): Record<Setting, string> {
  const real = realServices(variables);
  const reserved = new Set(services.flatMap((service) => (real[service] ? [] : settingsOf[service])));
  const ours = new Set(services.flatMap((service) => (real[service] ? settingsOf[service] : [])));
  const choose = (name: Setting): string => {
    const given = reserved.has(name) ? undefined : variables[name];
    return given ?? (ours.has(name) ? undefined : standIns[name]) ?? settings[name];
  };
  return Object.fromEntries((Object.keys(settings) as Setting[]).map((name) => [name, choose(name)])) as Record<Setting, string>;
}

/** The secrets: the person's for real services, the stand-ins' for the others, and new keys of our own at each start. */
export function localSecrets(variables: Variables, standIns: Secrets): Secrets {
  const real = realServices(variables);
  const own = new Set(services.flatMap((service) => (real[service] ? secretsOf[service] : [])));
  const secrets: Secrets = {
    JWT_SECRET: variables.JWT_SECRET || randomBytes(32).toString('base64url'),
    VAULT_KEYS: variables.VAULT_KEYS || withNewKey(),
  };
  for (const name of secretNames) {
    const value = own.has(name) ? secretFrom(variables, name) : standIns[name];
    if (value) secrets[name] = value;
  }
  return secrets;
}

/** Google's own variable names a file; ours holds its text. */
function secretFrom(variables: Variables, name: SecretName): string | undefined {
  const file = variables.GOOGLE_APPLICATION_CREDENTIALS;
  if (name !== 'GOOGLE_CREDENTIALS' || variables[name] || !file) return variables[name];
  return readFileSync(file, 'utf8');
}
