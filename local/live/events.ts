import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Socket } from '#shared/contract/endpoint.ts';

export interface SocketFacts {
  connection: string;
  connectedAt: number;
  sourceIp: string;
  at: number;
  requestId?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

const types: Readonly<Record<Socket['route'], string>> = { $connect: 'CONNECT', $disconnect: 'DISCONNECT', $default: 'MESSAGE' };

/** The event of a WebSocket API's Lambda integration. Only `$connect` has the request's headers and query. */
export function socketEvent(route: Socket['route'], facts: SocketFacts): object {
  const { connection, connectedAt, sourceIp, at, requestId = randomUUID(), query, headers, body } = facts;
  return {
    ...(headers && { headers }),
    ...(query && { queryStringParameters: query }),
    requestContext: {
      ...{ routeKey: route, eventType: types[route], extendedRequestId: requestId, requestId, messageDirection: 'IN', stage: 'live' },
      ...{ connectedAt, requestTimeEpoch: at, identity: { sourceIp }, domainName: 'localhost', connectionId: connection, apiId: 'local' },
      ...(body !== undefined && { messageId: requestId }),
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** The event of Lambda's event source for a DynamoDB stream. */
export const streamEvent = (records: readonly DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records: [...records] });
