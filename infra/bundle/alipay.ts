import type { Replacement } from './replacements.ts';

/** What Alipay's SDK drags along: 892 KB, of which a function that pays keeps 48. KB measured with alipay-sdk 4.14. */
export const alipayReplacements: readonly Replacement[] = [
  {
    file: /urllib\/dist\/esm\/index\.js$/,
    saves: 674,
    why: "its second copy of undici: Node's own fetch posts the same form, and asks once more when a kept connection turns out to be dead",
    contents: `
      const isCut = (error) => ['ECONNRESET', 'UND_ERR_SOCKET'].includes(error.cause?.code);
      const post = async (url, { method, data, timeout, headers }) => {
        const response = await fetch(url, { method, headers, body: new URLSearchParams(data), redirect: 'manual', signal: AbortSignal.timeout(timeout) });
        return { status: response.status, headers: Object.fromEntries(response.headers), data: await response.text() };
      };
      export class Agent {}
      export class ProxyAgent {}
      export default { request: (url, options) => post(url, options).catch((error) => { if (isCut(error)) return post(url, options); throw error; }) };`,
  },
  {
    file: /alipay-sdk\/dist\/esm\/AlipayFormStream\.js$/,
    saves: 45,
    why: 'we upload no files',
    contents:
      'export class AlipayFormStream { constructor() { throw new Error("Uploads are left out of this bundle (infra/bundle/alipay.ts)"); } }',
  },
  {
    file: /alipay-sdk\/dist\/esm\/antcertutil\.js$/,
    saves: 98,
    why: 'we are configured with keys, not with certificates',
    contents: `
      const left = () => { throw new Error('Certificates are left out of this bundle (infra/bundle/alipay.ts)'); };
      export const getSNFromPath = left;
      export const getSN = left;
      export const loadPublicKey = left;
      export const loadPublicKeyFromPath = left;`,
  },
  {
    file: /crypto-js\/index\.js$/,
    saves: 71,
    why: 'what we send is signed, not encrypted',
    contents: 'export default { enc: { Hex: { parse: () => undefined } } };',
  },
];
