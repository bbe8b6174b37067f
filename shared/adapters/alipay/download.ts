import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';

/** A file's bytes. Rejects on network errors, `timeout` ms, any status but 200 and more than `limit` bytes; the address, which opens the bill, is in no error. */
export function download(url: URL, { timeout, limit }: { timeout: number; limit: number }): Promise<Buffer> {
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout);
    get(url, { agent: false, signal }, (response) => read(response, limit).then(resolve, reject)).on('error', reject);
  });
}

async function read(response: IncomingMessage, limit: number): Promise<Buffer> {
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > limit) throw new Error(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
