import { createHash, createHmac } from 'node:crypto';

type Bytes = string | ArrayBuffer | ArrayBufferView;
const bytesOf = (data: Bytes): string | Uint8Array =>
  typeof data === 'string'
    ? data
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);

/** SHA-256 or HMAC-SHA256 in the form that AWS's signer takes. */
export class Sha256 {
  readonly #hash: ReturnType<typeof createHash>;

  constructor(secret?: Bytes) {
    this.#hash =
      secret === undefined ? createHash('sha256') : (createHmac('sha256', bytesOf(secret)) as unknown as ReturnType<typeof createHash>);
  }

  update(data: Bytes): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}
