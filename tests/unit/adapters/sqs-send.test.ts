import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { sqsSender } from '#shared/adapters/sqs/send.ts';

test('a message names whose it is as its group, so that nobody waits behind another one’s backlog', async () => {
  const sent: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Record<string, string>;
    sent.push(body);
    const MD5OfMessageBody = createHash('md5').update(body.MessageBody!).digest('hex');
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify({ MessageId: 'm', MD5OfMessageBody }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', url);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  await sqsSender(`${url}/1/webhooks`)({ account: 'partner_1', job: 'req_1' }, 5);
  expect(sent).toEqual([
    { QueueUrl: `${url}/1/webhooks`, MessageBody: '{"account":"partner_1","job":"req_1"}', MessageGroupId: 'partner_1', DelaySeconds: 5 },
  ]);
  vi.unstubAllEnvs();
  server.close();
});
