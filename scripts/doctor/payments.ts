import { createPublicKey } from 'node:crypto';
import { publicKeyOf } from '#shared/adapters/alipay/ours.ts';
import { privateKeyOf } from '#shared/adapters/alipay/seller.ts';
import { alipayWebPay } from '#shared/adapters/alipay/web-pay.ts';
import { wechatPay } from '#shared/adapters/wechat/pay.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import type { PayGateway } from '#shared/domain/payments/ports.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { secretValue } from '../secrets/parameters.ts';
import { type Check, error, type Finding, ok, type Patient, warning } from './finding.ts';

/** An order that nobody has: an answer about it shows that the keys of both sides are right. */
const NOBODYS = 'doctor_1736250123';

/** Asks WeChat Pay and Alipay about an order that doesn't exist, which costs nothing. It is this machine that asks, not the region. */
export const payments: Check = {
  name: 'payments',
  look: async (patient) => [...(await lookAtWechat(patient)), ...(await lookAtAlipay(patient))],
};

const secretsOf =
  ({ ssm, config: { stage } }: Patient): ReadSecret =>
  (name) =>
    secretValue(ssm, stage, name);

/** Where notifications go is known once the stack is up, and matters to no question. */
const environmentOf = ({ config: { settings } }: Patient) => ({ ...settings, PUBLIC_URL: settings.PUBLIC_URL || 'https://localhost' });

async function lookAtWechat(patient: Patient): Promise<Finding[]> {
  const { WECHAT_PAY_MCH_ID: merchant, WECHAT_PAY_VERSION: version } = patient.config.settings;
  // That it lacks is said beside the mini-program.
  if (!merchant) return [];
  const keys = version === 'v3' ? 'WECHAT_PAY_PRIVATE_KEY, WECHAT_PAY_SERIAL, WECHAT_PAY_PUBLIC_KEY and its id' : 'WECHAT_PAY_KEY';
  const gateway = wechatPay(environmentOf(patient), secretsOf(patient), systemClock);
  return [
    await ask(`WeChat Pay (${version}, merchant ${merchant})`, gateway, `Compare ${keys} with pay.weixin.qq.com → 账户中心 → API安全.`),
  ];
}

async function lookAtAlipay(patient: Patient): Promise<Finding[]> {
  const { ALIPAY_APP_ID: app } = patient.config.settings;
  if (!app) return [ok('Alipay is not set up (ALIPAY_APP_ID); docs/going-live.md says how')];
  const secret = secretsOf(patient);
  if (await isOwnKey(secret)) {
    const remedy = 'Set ALIPAY_PUBLIC_KEY to what open.alipay.com shows as 支付宝公钥, not 应用公钥.';
    return [error("ALIPAY_PUBLIC_KEY is your own app's key: no answer of Alipay's would be believed", remedy)];
  }
  const remedy = `Compare ALIPAY_PRIVATE_KEY (应用私钥) and ALIPAY_PUBLIC_KEY (支付宝公钥) with open.alipay.com → 应用 ${app} → 开发设置 → 接口加签方式.`;
  return [await ask(`Alipay (app ${app})`, alipayWebPay(environmentOf(patient), secret, systemClock), remedy)];
}

/** The two keys that its site shows one below the other are easily mixed up. */
async function isOwnKey(secret: ReadSecret): Promise<boolean> {
  const [theirs, ours] = await Promise.all([secret('ALIPAY_PUBLIC_KEY'), secret('ALIPAY_PRIVATE_KEY')]);
  const [publicKey, privateKey] = [publicKeyOf(theirs), privateKeyOf(ours)];
  return publicKey !== undefined && privateKey !== undefined && publicKey.equals(createPublicKey(privateKey));
}

async function ask(name: string, gateway: Pick<PayGateway, 'query'>, remedy: string): Promise<Finding> {
  try {
    await gateway.query(NOBODYS);
    return ok(`${name} answers`);
  } catch (reason) {
    if (!isFault(reason)) throw reason;
    const { operator } = reason.details;
    if (reason.code === 'order.rejected') return error(`${name} refuses: ${operator}`, remedy);
    return warning(`${name}: ${operator}: nobody can pay`, remedy);
  }
}
