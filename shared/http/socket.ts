import middy from '@middy/core';
import type { APIGatewayProxyWebsocketEventV2, Context } from 'aws-lambda';
import type { Socket } from '../contract/endpoint.ts';
import { type Environment, pickEnvironment } from '../contract/environment.ts';
import { Fault } from '../kernel/fault.ts';
import { faults } from '../kernel/faults.ts';
import { errorFacts, log } from '../kernel/log.ts';

/** What is known of a connection when something happens to it. The types leave out what only `$connect` has. */
export type SocketEvent = APIGatewayProxyWebsocketEventV2 & {
  headers?: Record<string, string | undefined>;
  queryStringParameters?: Record<string, string | undefined>;
};

/** Of a moment in a connection's life. */
export interface SocketCall {
  connection: string;
  query: Readonly<Record<string, string | undefined>>;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The client's network address. */
  address: string;
  at: number;
}

/** The Lambda handler of a WebSocket route. A fault at `$connect` refuses the connection with its status, which is all that a client is told. */
export function serveSocket(contract: Socket, wire: (env: Environment) => (call: SocketCall) => Promise<unknown>) {
  let handle: ((call: SocketCall) => Promise<unknown>) | undefined;
  return middy<SocketEvent, { statusCode: number }, Error, Context>().handler(async (event: SocketEvent) => {
    handle ??= wire(pickEnvironment(contract.uses, process.env));
    const startedAt = Date.now();
    const statusCode = await statusOf(contract, handle(callOf(event, startedAt)));
    const { connectionId: connection } = event.requestContext;
    log('info', 'socket', { function: contract.id, connection, status: statusCode, ms: Date.now() - startedAt });
    return { statusCode };
  });
}

function callOf({ requestContext, queryStringParameters: query = {}, headers = {} }: SocketEvent, at: number): SocketCall {
  const { connectionId: connection, identity } = requestContext as typeof requestContext & { identity?: { sourceIp?: string } };
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { connection, query, headers: lower, address: identity?.sourceIp ?? '', at };
}

async function statusOf({ id }: Socket, handled: Promise<unknown>): Promise<number> {
  try {
    await handled;
    return 200;
  } catch (error) {
    const status = error instanceof Fault ? faults[error.code].status : 500;
    if (status >= 500) log('error', 'socket.failed', { function: id, ...errorFacts(error) });
    return status;
  }
}
