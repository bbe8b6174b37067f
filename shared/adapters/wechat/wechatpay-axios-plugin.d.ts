/** The parts of wechatpay-axios-plugin that we use. Its package root can't be imported as an ES module, and its inner files bring no types. */

declare module 'wechatpay-axios-plugin/lib/decorator.js' {
  /** Of one call, in place of the client's own. */
  interface Options {
    baseURL?: string;
    params?: Record<string, string>;
    responseType?: 'arraybuffer';
    maxContentLength?: number;
    transformResponse?: ((text: unknown) => unknown)[];
  }
  interface Client {
    post(url: string, data: object, config?: Options): Promise<{ data: unknown }>;
    get(url: string, config?: Options): Promise<{ data: unknown }>;
  }
  interface Transport {
    baseURL: string;
    timeout: number;
    proxy: false;
    maxRedirects: number;
    maxContentLength: number;
    httpAgent: import('node:http').Agent;
    httpsAgent: import('node:https').Agent;
  }
  interface Merchant {
    mchid: string;
    serial: string;
    privateKey: import('node:crypto').KeyObject;
    certs: Record<string, import('node:crypto').KeyObject>;
  }
  const Decorator: {
    /** v2. With a `secret` that isn't 32 characters long it would sign without a key. */
    xmlBased(config: Transport & { mchid: string; secret: string }): Client;
    /** v3. */
    jsonBased(config: Transport & Merchant): Client;
  };
  export default Decorator;
}

/** Light: node:crypto only. */
declare module 'wechatpay-axios-plugin/lib/hash.js' {
  const Hash: {
    sign(type: 'MD5' | 'HMAC-SHA256', data: Record<string, string>, key: string): string;
    /** In constant time. */
    equals(known: string, given: string | undefined): boolean;
  };
  export default Hash;
}

/** Light: node:crypto only. */
declare module 'wechatpay-axios-plugin/lib/aes.js' {
  const Aes: { AesGcm: { decrypt(ciphertext: string, key: string, nonce: string, associatedData: string): string } };
  export default Aes;
}
