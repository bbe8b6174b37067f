import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { configured, type Face } from './configured.ts';
import { loadDecorator } from './library.ts';
import { type Merchant, readMerchant } from './merchant.ts';
import { readPayKey } from './ours.ts';
import { transport } from './transport.ts';

export type Fields = Record<string, unknown>;

export interface SessionV2 {
  merchant: Merchant;
  key: string;
  /** Signs the request, checks the answer's signature; throws unless it is a success. */
  post(path: string, fields: Record<string, string>): Promise<Fields>;
  /** The same for an answer that is a plain text, which nobody signs. */
  postForText(path: string, fields: Record<string, string>, limit: number): Promise<string>;
}

export async function openSessionV2(env: Environment, secret: ReadSecret, face: Face): Promise<SessionV2> {
  const found = { ...readMerchant(env, face), key: await readPayKey(secret) };
  const { key, ...merchant } = configured<Merchant & { key: string }>(found, face);
  const decorator = await loadDecorator();
  const client = decorator.xmlBased({ ...transport(merchant.baseURL), mchid: merchant.mchId, secret: key });
  const signed = { appid: merchant.appId, mch_id: merchant.mchId, sign_type: 'MD5' };
  return {
    merchant,
    key,
    post: async (path, fields) => (await client.post(path, { ...signed, ...fields })).data as Fields,
    async postForText(path, fields, maxContentLength) {
      const asItIs = { maxContentLength, transformResponse: [(text: unknown) => text] };
      return String((await client.post(path, { ...signed, ...fields }, asItIs)).data);
    },
  };
}
