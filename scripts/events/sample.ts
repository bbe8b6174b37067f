import type { DynamoDBRecord } from 'aws-lambda';
import { routeKey } from '#infra/route-key.ts';
import { httpEvent } from '#local/gateway/event.ts';
import { scheduledEvent } from '#local/gateway/schedules.ts';
import { sqsEvent } from '#local/gateway/sqs-event.ts';
import { socketEvent, streamEvent } from '#local/live/events.ts';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { type Contract, type Endpoint, type Follower, functionName, type Socket, type Worker } from '#shared/contract/endpoint.ts';
import { bodyOf, targetOf } from './request.ts';

/** `npm run invoke` puts a real one in its place. */
export const TOKEN_PLACEHOLDER = 'TOKEN';
const AT = Date.UTC(2026, 0, 1);
const ID = '00000000-0000-4000-8000-000000000000';

/** The event that a function gets for its contract's example: the same bytes whenever and wherever it is made. */
export function sampleEvent(contract: Contract): unknown {
  if (contract.kind === 'endpoint') return requestEvent(contract);
  if (contract.kind === 'worker') return messageEvent(contract);
  if (contract.kind === 'socket') return connectionEvent(contract);
  if (contract.kind === 'follower') return changeEvent(contract);
  return { ...scheduledEvent(contract, AT), id: ID };
}

const connectionEvent = ({ route, example }: Socket): unknown =>
  socketEvent(route, {
    ...{ connection: 'sample=', connectedAt: AT, sourceIp: '127.0.0.1', at: AT, requestId: ID },
    ...(route === '$connect' && { headers: { host: 'localhost:3000', 'user-agent': 'sample-event' } }),
    ...example,
  });

const changeEvent = ({ example: { before, after } }: Follower): unknown => {
  const { pk, sk } = after;
  const images = { Keys: toRaw({ pk, sk }), NewImage: toRaw({ ...after }), OldImage: toRaw({ ...before }) };
  const dynamodb = { ...images, SequenceNumber: '1', SizeBytes: 1, StreamViewType: 'NEW_AND_OLD_IMAGES' } as DynamoDBRecord['dynamodb'];
  const about = { eventID: ID, eventName: 'MODIFY', eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion: 'us-east-1' } as const;
  return streamEvent([{ ...about, dynamodb, eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/darkroom/stream/1' }]);
};

function requestEvent(endpoint: Endpoint): unknown {
  const { request } = endpoint.example;
  const { headers, body } = bodyOf(request);
  const raw = {
    id: ID,
    method: endpoint.method,
    target: targetOf(endpoint.path, request),
    headers: {
      host: 'localhost:3000',
      accept: '*/*',
      'user-agent': 'sample-event',
      ...headers,
      ...request.headers,
      ...credentials(endpoint),
    },
    body,
    sourceIp: '127.0.0.1',
    at: AT,
  };
  const { params } = request;
  return httpEvent(raw, { routeKey: routeKey(endpoint), ...(params && { pathParameters: params }) });
}

function credentials({ auth }: Endpoint): Record<string, string> {
  if (auth === 'none') return {};
  return auth === 'partner' ? { token: TOKEN_PLACEHOLDER } : { authorization: `Bearer ${TOKEN_PLACEHOLDER}` };
}

const messageEvent = (worker: Worker): unknown =>
  sqsEvent(
    [
      {
        MessageId: ID,
        ReceiptHandle: `sample-${functionName(worker)}`,
        Body: JSON.stringify(worker.example),
        Attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(AT),
          SenderId: '000000000000',
          ApproximateFirstReceiveTimestamp: String(AT),
        },
      },
    ],
    `arn:aws:sqs:us-east-1:000000000000:${worker.queue}`,
  );
