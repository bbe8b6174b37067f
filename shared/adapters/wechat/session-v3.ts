import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { configured, type Face } from './configured.ts';
import { loadDecorator } from './library.ts';
import { type Merchant, type MerchantKeys, readMerchant, readMerchantKeys } from './merchant.ts';
import { type PlatformKeys, readPlatformKeys } from './ours.ts';
import { transport } from './transport.ts';

type Config = Merchant & MerchantKeys & PlatformKeys;
export type SessionV3 = Awaited<ReturnType<typeof openSessionV3>>;

/** The client signs requests and checks the answers' signatures; it throws unless the answer is a success. */
export async function openSessionV3(env: Environment, secret: ReadSecret, face: Face) {
  const [platform, merchant] = await Promise.all([readPlatformKeys(env, secret), readMerchantKeys(env, secret)]);
  const config = configured<Config>({ ...readMerchant(env, face), ...platform, ...merchant }, face);
  const { serial, privateKey, publicKeyId, publicKey } = config;
  const decorator = await loadDecorator();
  const keys = { mchid: config.mchId, serial, privateKey, certs: { [publicKeyId]: publicKey } };
  return { config, client: decorator.jsonBased({ ...transport(config.baseURL), ...keys }) };
}
