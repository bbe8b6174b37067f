import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { beijingTime } from '../../kernel/beijing-time.ts';
import { type Clock, seconds } from '../../kernel/clock.ts';
import { configured } from './ours.ts';
import { readSeller, type Seller } from './seller.ts';
import type { Fields } from './trade.ts';

export interface Session {
  seller: Seller;
  /** Signs the request, checks the answer's signature; throws unless there is an answer that Alipay signed, a refusal or not. */
  exec(method: string, bizContent: object): Promise<Fields>;
  /** The signed address of a page; nobody is asked. */
  page(method: string, bizContent: object, more: Record<string, string>): string;
}

/** Loads Alipay's SDK, which takes 100 ms cold: a function that only might pay doesn't pay for it. */
export async function openSession(env: Environment, secret: ReadSecret, clock: Clock): Promise<Session> {
  const seller = configured<Seller>(await readSeller(env, secret));
  const { AlipaySdk } = await import('alipay-sdk');
  const sdk = new AlipaySdk({
    appId: seller.appId,
    keyType: 'PKCS8',
    privateKey: seller.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
    alipayPublicKey: seller.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    gateway: seller.gateway,
    timeout: seconds(10),
    // The answer's names stay as they are documented, and as notifications have them.
    camelcase: false,
  });
  // Alipay means Beijing's time; the SDK would take the machine's, and Lambda's is UTC.
  const timestamp = () => alipayTime(clock());
  return {
    seller,
    exec: async (method, bizContent) => ({ ...(await sdk.exec(method, { bizContent, timestamp: timestamp() }, { validateSign: true })) }),
    page: (method, bizContent, more) => String(sdk.pageExecute(method, 'GET', { bizContent, timestamp: timestamp(), ...more })),
  };
}

/** `2026-01-22 10:00:00`, Beijing time. */
export const alipayTime = (ms: number): string => beijingTime(ms).replace('T', ' ');
