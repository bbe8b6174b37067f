import { type ClientRequest, Agent as HttpAgent, get as httpGet, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';

/** WeChat's login answers are some 100 bytes. */
const BODY_LIMIT = 64 * 1024;

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/**
 * A GET over a kept connection, done within `timeout` ms. Global `fetch` would do, but loading it costs 36 ms of a cold start.
 * Rejects on network errors, the timeout and bodies over 64 KB; the URL, which may have secrets in it, is in none of these errors.
 */
export async function getText(url: URL, timeout: number): Promise<{ status: number; body: string }> {
  const signal = AbortSignal.timeout(timeout);
  try {
    return await get(url, signal);
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error;
    return get(url, signal);
  }
}

/** The server closed a kept connection while it was idle (a Lambda sleeps between calls); the request wasn't read. */
class StaleConnection extends Error {}

function get(url: URL, signal: AbortSignal): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest =
      url.protocol === 'https:'
        ? httpsGet(url, { agent: agents.https, signal }, (response) => read(response).then(resolve, reject))
        : httpGet(url, { agent: agents.http, signal }, (response) => read(response).then(resolve, reject));
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(request.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection('connection reset', { cause: error }) : error),
    );
  });
}

async function read(response: IncomingMessage): Promise<{ status: number; body: string }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new Error(`answer is over ${BODY_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}
