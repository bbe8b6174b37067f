import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Photos } from './photos.ts';

/** Gemini's address for a model that has its answers ready: what is measured with it is the worker's own time. */
export async function startReadyModel({ improved, keyed }: Pick<Photos, 'improved' | 'keyed'>): Promise<{ url: string; close(): void }> {
  const [picture, cutOut] = [improved, keyed].map(answerWith);
  const server = createServer(async (request, response) => {
    const question = await text(request);
    response.writeHead(200, { 'content-type': 'application/json' }).end(question.includes('Replace the background') ? cutOut : picture);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const answerWith = (bytes: Buffer): string =>
  JSON.stringify({
    candidates: [
      {
        content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/jpeg', data: bytes.toString('base64') } }] },
        finishReason: 'STOP',
      },
    ],
  });
