import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AwsError, actions, type ParameterStore } from './ssm-actions.ts';

export interface Ssm {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * Starts a stand-in of Systems Manager's Parameter Store on 127.0.0.1: AWS JSON 1.1, in memory.
 * `parameters`: full names (`/darkroom/local/JWT_SECRET`) and values.
 */
export async function startSsm(parameters: Record<string, string>): Promise<Ssm> {
  const store: ParameterStore = new Map(Object.entries(parameters).map(([name, value]) => [name, { value, version: 1, at: Date.now() }]));
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(store, request);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(store: ParameterStore, request: IncomingMessage): Promise<{ status: number; body: object }> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const action = actions[target.replace('AmazonSSM.', '')];
  try {
    if (!action) throw new AwsError('UnknownOperationException', `${target || 'a call without x-amz-target'} is not understood here`);
    return { status: 200, body: action(store, JSON.parse((await text(request)) || '{}')) };
  } catch (error) {
    const { name, message } = error instanceof AwsError ? error : new AwsError('SerializationException', 'the body is not JSON');
    return { status: 400, body: { __type: name, message } };
  }
}
