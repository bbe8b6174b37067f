import { afterEach, beforeAll, expect, test } from 'vitest';
import { dynamoConnections } from '#shared/adapters/dynamo/connections.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { LONGEST_MS } from '#shared/domain/live/ports.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import { creationOf } from '#tests/support/platform/creations.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { newTestJob } from '#tests/support/table.ts';

const stack = useStack();
let ada: PlatformUser;
let eve: PlatformUser;
beforeAll(async () => {
  [ada, eve] = await Promise.all([newUser(), newUser()]);
});

const newUser = () => platformUser(tableOf(stack()), stack().secrets);
const sockets: WebSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

type Update = Record<string, unknown>;

/** What a client does: connects with its token, and keeps what it hears. */
async function listen(token: string): Promise<{ socket: WebSocket; heard: Update[] }> {
  const socket = new WebSocket(`ws://127.0.0.1:${stack().port}/live?token=${token}`);
  sockets.push(socket);
  const heard: Update[] = [];
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(String(data)) as Update));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('refused')));
  });
  return { socket, heard };
}

const connectionsOf = ({ account }: PlatformUser) => dynamoConnections(tableOf(stack())).of(account, Date.now(), 10);

test('an account hears of its own work, in each of its windows, and nobody else does', async () => {
  const [first, second, other] = await Promise.all([listen(ada.token), listen(ada.token), listen(eve.token)]);
  const creation = await creationOf(tableOf(stack()), ada.account);
  const completed = ({ status }: Update) => status === 'completed';
  for (const { heard } of [first, second]) {
    await eventually(() => heard.some(completed));
    expect(heard).toEqual([
      { type: 'job.updated', task_id: expect.stringMatching(/^req_/), kind: 'writing', status: 'processing', progress: 0 },
      expect.objectContaining({ type: 'job.updated', status: 'completed', progress: 100, credits_used: 0, creation_id: creation }),
    ]);
  }
  await creationOf(tableOf(stack()), eve.account);
  await eventually(() => other.heard.some(completed));
  expect(other.heard).toHaveLength(2);
  expect(first.heard).toHaveLength(2);
  expect(other.heard.map(({ task_id }) => task_id)).not.toContain(first.heard[0]!.task_id);
});

test('a failure is told with the code that the platform’s API has for it', async () => {
  const { heard } = await listen(ada.token);
  const jobs = dynamoJobs(tableOf(stack()));
  const job = await jobs.create(newTestJob(ada.account, 0), { kind: 'restore_photo', source: 'incoming/x/y' });
  await jobs.settle(job, { state: 'failed', fault: { code: 'ai.unavailable', message: 'AI服务错误' } }, Date.now());
  const failed = await eventually(() => heard.find(({ status }) => status === 'failed'));
  expect(failed).toMatchObject({ task_id: job.id, error: { code: 40006, message: 'AI服务错误' } });
});

test('who has no good token of this API is not let in', async () => {
  for (const token of ['', 'nonsense', ada.refresh]) await expect(listen(token)).rejects.toThrow('refused');
  expect(await connectionsOf(ada)).toEqual([]);
});

test('a client that says something is answered', async () => {
  const { socket, heard } = await listen(ada.token);
  socket.send('{"type":"ping"}');
  await eventually(() => heard.length > 0);
  expect(heard).toEqual([{ type: 'pong' }]);
});

test('a connection that ends is forgotten', async () => {
  const { socket } = await listen(eve.token);
  expect(await connectionsOf(eve)).toHaveLength(1);
  socket.close();
  await eventually(async () => (await connectionsOf(eve)).length === 0);
});

test('one that vanished without a word is forgotten when it can’t be reached, and the others hear', async () => {
  const user = await newUser();
  const until = Date.now() + LONGEST_MS;
  const { open } = dynamoConnections(tableOf(stack()));
  await open({ id: 'vanished=', account: user.account, until: until - minutes(1) });
  await open({ id: 'opening=', account: user.account, until });
  const { heard } = await listen(user.token);
  await creationOf(tableOf(stack()), user.account);
  await eventually(() => heard.length === 2);
  await eventually(async () => !(await connectionsOf(user)).some(({ id }) => id === 'vanished='));
  expect((await connectionsOf(user)).map(({ id }) => id)).toContain('opening=');
});
