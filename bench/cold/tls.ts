import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from './certificate.ts';

export interface TlsFront {
  /** `https://localhost:PORT` */
  url: string;
  /** For `NODE_EXTRA_CA_CERTS` of whoever is to trust it. */
  certificateFile: string;
  close(): Promise<void>;
}

/** HTTPS before DynamoDB Local, which speaks only HTTP: on AWS there is no call without TLS, and it is part of every cold start. */
export async function startTls(upstream: string): Promise<TlsFront> {
  const { key, cert } = selfSigned();
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-bench-'));
  const certificateFile = join(folder, 'certificate.pem');
  await writeFile(certificateFile, cert);
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method, headers } = incoming;
    const call = request(upstream, { method, headers, agent }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    call.once('error', () => outgoing.destroy());
    incoming.pipe(call);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificateFile,
    async close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
