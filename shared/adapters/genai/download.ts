import type { Picture } from '../../domain/models/ports.ts';
import { calling } from './model-fault.ts';

const TIMEOUT_MS = 45_000;
const HOPS = 3;

/**
 * Fetches a file of the Gemini API. The client library can only write it to disk.
 * Redirects are followed by hand, since `fetch` would carry the key to any host that they name.
 */
export const downloadFile = (url: string, apiKey: string, baseUrl: string): Promise<Picture> =>
  calling('files', async () => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    let next = url;
    for (let hop = 0; hop < HOPS; hop++) {
      const headers = mayHaveKey(next, baseUrl) ? { 'x-goog-api-key': apiKey } : {};
      const response = await fetch(next, { headers, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location) next = new URL(location, next).href;
      else return readVideo(response);
    }
    throw new Error('too many redirects');
  });

function mayHaveKey(url: string, baseUrl: string): boolean {
  const { origin, protocol, hostname } = new URL(url);
  return (protocol === 'https:' && hostname.endsWith('.googleapis.com')) || (URL.canParse(baseUrl) && origin === new URL(baseUrl).origin);
}

async function readVideo(response: Response): Promise<Picture> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) throw Object.assign(new Error(Buffer.from(bytes).toString('utf8')), { status: response.status });
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (!type.startsWith('video/') || bytes.length === 0) throw new Error(`no video but ${bytes.length} bytes of ${type}`);
  return { type, bytes };
}
