import type { StageConfig } from '#infra/config.ts';
import type { SecretName } from '#shared/contract/secrets.ts';
import { listSecrets, secretValue } from '../secrets/parameters.ts';
import { type Check, error, type Finding, ok, warning } from './finding.ts';

const set = (name: SecretName, stage: string) => `npm run secrets -- set ${name} --stage ${stage}`;
const required: readonly SecretName[] = ['JWT_SECRET', 'VAULT_KEYS', 'WECHAT_APP_SECRET', 'GEMINI_API_KEY'];
const generated: readonly SecretName[] = ['JWT_SECRET', 'VAULT_KEYS'];
const forPayments: Readonly<Record<string, readonly SecretName[]>> = {
  v2: ['WECHAT_PAY_KEY'],
  v3: ['WECHAT_PAY_V3_KEY', 'WECHAT_PAY_PRIVATE_KEY', 'WECHAT_PAY_PUBLIC_KEY'],
};

export const secrets: Check = {
  name: 'secrets',
  async look({ ssm, config: { stage, settings } }) {
    const stored = new Set((await listSecrets(ssm, stage)).map(({ name }) => name));
    const missing = (names: readonly SecretName[]) => names.filter((name) => !stored.has(name));
    const generate = (name: SecretName) => (generated.includes(name) ? ' --generate' : '');
    const findings = [
      ...missing(required).map((name) => error(`${name} is not set`, set(name, stage) + generate(name))),
      ...missing(forPayments[settings.WECHAT_PAY_VERSION] ?? []).map((name) =>
        warning(`${name} is not set: nobody can pay`, set(name, stage)),
      ),
      ...(settings.ALIPAY_APP_ID ? missing(['ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY']) : []).map((name) =>
        warning(`${name} is not set: nobody can pay with Alipay`, set(name, stage)),
      ),
    ];
    return findings.length > 0 ? findings : [ok(`${stored.size} set`)];
  },
};

/** Asks for the models' descriptions, which costs nothing. It is this machine that asks, not the region. */
export const gemini: Check = {
  name: 'gemini',
  async look({ ssm, config }) {
    const key = await secretValue(ssm, config.stage, 'GEMINI_API_KEY');
    if (!key) return [error('there is no key to try', set('GEMINI_API_KEY', config.stage))];
    const models = [config.settings.IMAGE_MODEL, config.settings.VIDEO_MODEL];
    return Promise.all(models.map((model) => askModel(config, key, model)));
  },
};

async function askModel({ stage, settings }: StageConfig, key: string, model: string): Promise<Finding> {
  const url = `${settings.GEMINI_BASE_URL}/v1beta/models/${model}`;
  const network = `Google serves neither mainland China nor Hong Kong; from there, look at ${settings.GEMINI_BASE_URL} from the region itself.`;
  try {
    const { status } = await fetch(url, { headers: { 'x-goog-api-key': key }, signal: AbortSignal.timeout(10_000) });
    if (status === 200) return ok(`${model} answers`);
    if (status === 404) return error(`${model} is gone`, `Choose today's model: IMAGE_MODEL, VIDEO_MODEL in infra/config/${stage}.json.`);
    if (status === 400 || status === 401 || status === 403)
      return error(`Google refuses the key (${status})`, set('GEMINI_API_KEY', stage));
    return warning(`${model} answers ${status}`, 'Try again in a minute; Google may be busy.');
  } catch (reason) {
    return error(`no answer from ${settings.GEMINI_BASE_URL}: ${(reason as Error).message}`, network);
  }
}

export const wechat: Check = {
  name: 'wechat',
  look: async ({ config: { stage, settings } }) => {
    const file = `infra/config/${stage}.json`;
    const findings: Finding[] = [];
    if (!settings.WECHAT_APP_ID) findings.push(error('WECHAT_APP_ID is not set: nobody can log in', `Set it under "settings" in ${file}.`));
    const needed =
      settings.WECHAT_PAY_VERSION === 'v3'
        ? (['WECHAT_PAY_MCH_ID', 'WECHAT_PAY_SERIAL', 'WECHAT_PAY_PUBLIC_KEY_ID'] as const)
        : (['WECHAT_PAY_MCH_ID'] as const);
    for (const name of needed)
      if (!settings[name]) findings.push(warning(`${name} is not set: nobody can pay`, `Set it under "settings" in ${file}.`));
    return findings.length > 0 ? findings : [ok(`mini-program ${settings.WECHAT_APP_ID}, merchant ${settings.WECHAT_PAY_MCH_ID}`)];
  },
};
