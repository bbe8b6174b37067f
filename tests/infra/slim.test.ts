import { afterAll, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { startStack } from '#local/stack.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { sampleEvent } from '../../scripts/events/sample.ts';
import { invokeBundled } from '../../scripts/invoke/bundled.ts';
import { loginToken } from '../../scripts/invoke/local-stack.ts';
import { printResult } from '../../scripts/invoke/result.ts';

/** Bundles without what `infra/bundle/` leaves out, each in a process of its own, against the real protocols. */
const stack = await startStack({ schedules: false });
afterAll(() => stack.close());

const find = (id: string): Contract => registry.find((contract) => contract.id === id)!;
const invoke = async (id: string, change: (event: Event) => Event = (event) => event) =>
  (await invokeBundled(find(id), change(sampleEvent(find(id)) as Event), stack.env)).result as { statusCode: number; body: string };

interface Event {
  headers: Record<string, string>;
  body?: string;
}
const as = (token: string) => (event: Event) => ({ ...event, headers: { ...event.headers, authorization: `Bearer ${token}` } });
const code = (text: string) => (event: Event) => ({ ...event, body: JSON.stringify({ code: text }) });

test('a bundle writes to DynamoDB and reads secrets from SSM', async () => {
  const answer = await invoke('wechat/login');
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ success: true, user: { points: 100 } });
}, 30_000);

test('a bundle tells a lost condition from a fault: two first logins make one account', async () => {
  const [first, second] = await Promise.all([invoke('wechat/login', code('new')), invoke('wechat/login', code('new'))]);
  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  expect(JSON.parse(first.body).user.id).toBe(JSON.parse(second.body).user.id);
}, 30_000);

test('a bundle stores a picture in S3, sends it to SQS, and gets it back restored', async () => {
  const answer = await invoke('image/restore', as(await loginToken(stack)));
  expect(answer.statusCode).toBe(200);
  const { data, points } = JSON.parse(answer.body);
  expect(points.deducted).toBe(10);
  const picture = await fetch(new URL(data.imageUrl, stack.url));
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
}, 60_000);

test('a bundle signs URLs that S3 takes', async () => {
  const answer = await invoke('uploads/create', (event) => ({
    ...as('')(event),
    body: JSON.stringify({ contentType: 'image/png', bytes: 4 }),
  }));
  expect(answer.statusCode).toBe(401);
  const token = await loginToken(stack);
  const granted = await invoke('uploads/create', (event) => ({
    ...as(token)(event),
    body: JSON.stringify({ contentType: 'image/png', bytes: 4 }),
  }));
  const { uploadUrl, method, headers } = JSON.parse(granted.body).data;
  expect((await fetch(uploadUrl, { method, headers, body: 'data' })).status).toBe(200);
}, 60_000);

test('the bundled workers and the sweeper answer as Lambda expects', async () => {
  expect(await invoke('workers/image')).toEqual({ batchItemFailures: [] });
  expect(await invoke('workers/video')).toEqual({ batchItemFailures: [] });
  await expect(invoke('schedules/sweep')).resolves.not.toThrow();
}, 60_000);

test('an answer is printed as status, headers and readable body', () => {
  const lines: string[] = [];
  printResult({ statusCode: 404, headers: { 'x-request-id': '1' }, body: '{"success":false}' }, 12, (line) => lines.push(line));
  expect(lines.join('\n')).toBe('HTTP 404\nx-request-id: 1\n\n{\n  "success": false\n}\n\n12 ms');
});
