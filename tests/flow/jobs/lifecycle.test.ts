import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, login } from '#tests/support/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { AT_ONCE, balance, calls, custom, expire, fault, finished, holdsOf, inQueue, jobOf, photo, restore } from './support.ts';

const stack = useStack();

let client: Client;
beforeEach(async ({ task }) => {
  stack().outside.calls.clear();
  client = await login(stack(), task.id);
});
afterEach(() => {
  stack().outside.faults.clear();
  stack().resumeWorkers();
});

const SLOW_MS = 2000;
const back = { points: 100, held: 0, spends: 0 };
const cancel = (id: string, by = client) => by.call('DELETE', `/api/image/jobs/${id}`);
const settledDown = () => eventually(async () => (await inQueue(stack(), 'IMAGE')) === 0);

/** A job that is in its worker's hands, at the model. */
async function running(): Promise<string> {
  fault(stack(), 'slow', 1, SLOW_MS);
  const { body } = await restore(client, AT_ONCE);
  await eventually(() => calls(stack()).length === 1);
  return body.requestId!;
}

describe('a wait that is shorter than the model', () => {
  test('is answered 202 in the same shape, and its status URL later gives the documented body', async () => {
    fault(stack(), 'slow', 1, SLOW_MS);
    const form = { image: photo, style: '商务正装', reference: photo };
    const early = await client.post('/api/image/outfit-change', { form, headers: { prefer: 'wait=0' } });
    const { requestId } = early.body;
    expect(early.status).toBe(202);
    expect(early.body).toEqual({
      success: true,
      message: '处理中,请稍后查询结果',
      requestId: expect.stringMatching(/^req_/),
      status: 'processing',
      statusUrl: `/api/image/jobs/${requestId}`,
      processingTime: expect.stringMatching(/^\d+ms$/),
      data: expect.any(Object),
      points: { deducted: 20, remaining: 80 },
    });
    expect([early.headers.get('location'), early.headers.get('retry-after')]).toEqual([early.body.statusUrl, '2']);

    const late = await client.get(early.body.statusUrl!, { headers: { prefer: 'wait=10' } });
    expect(late.status).toBe(200);
    expect(late.body).toEqual({
      success: true,
      message: '换装完成',
      requestId,
      processingTime: expect.stringMatching(/^\d+ms$/),
      data: early.body.data,
      points: { deducted: 20, remaining: 80 },
    });
    expect(Number.parseInt((late.body as { processingTime: string }).processingTime, 10)).toBeGreaterThan(SLOW_MS);
    expect(late.body.data).toMatchObject({ style: '商务正装', useReference: true });
  });

  test('ends when the work does, not later', async () => {
    const began = Date.now();
    expect((await restore(client, { prefer: 'wait=20' })).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});

describe('cancel', () => {
  test('of a queued job gives its points back, and no model is asked', async () => {
    await stack().pauseWorkers();
    const { body } = await restore(client, AT_ONCE);
    expect(await balance(stack(), client)).toEqual({ points: 90, held: 10, spends: 0 });
    const answer = await cancel(body.requestId!);
    expect([answer.status, answer.body]).toEqual([
      200,
      { success: true, message: '任务已取消', requestId: body.requestId, status: 'cancelled', points: { deducted: 0, remaining: 100 } },
    ]);
    stack().resumeWorkers();
    await settledDown();
    expect(calls(stack())).toEqual([]);
    expect(await balance(stack(), client)).toEqual(back);
  });

  test('of a running job gives its points back once; the late result is dropped and never served', async () => {
    const job = await running();
    const { output } = await jobOf(stack(), client, job);
    const answers = await Promise.all([cancel(job), cancel(job), cancel(job)]);
    for (const { status, body } of answers) expect([status, body.points]).toEqual([200, { deducted: 0, remaining: 100 }]);
    await settledDown();
    expect(await jobOf(stack(), client, job)).toMatchObject({ state: 'cancelled' });
    expect((await client.get(`/uploads/${output}`)).status).toBe(404);
    expect(await balance(stack(), client)).toEqual(back);
    const status = await client.get(`/api/image/jobs/${job}`);
    expect([status.status, status.body.code]).toEqual([409, 'JOB_CANCELLED']);
  });

  test('ends the wait of the request that made the job', async () => {
    fault(stack(), 'slow', 1, SLOW_MS);
    const waiting = restore(client);
    await eventually(() => calls(stack()).length === 1);
    const [job] = Object.keys(await holdsOf(stack(), client));
    await cancel(job!);
    const answer = await waiting;
    expect([answer.status, answer.body.code, answer.body.requestId]).toEqual([409, 'JOB_CANCELLED', job]);
    await settledDown();
  });

  test('that races the result loses or wins: each job is either spent and served, or neither', async () => {
    const jobs = await Promise.all(Array.from({ length: 8 }, async () => (await restore(client, AT_ONCE)).body.requestId!));
    const cancelled = await Promise.all(jobs.map((id) => eventually(async () => calls(stack()).length > 2 && cancel(id))));
    await settledDown();
    const served = await Promise.all(
      jobs.map(async (id) => (await client.get(`/uploads/${(await jobOf(stack(), client, id)).output}`)).status),
    );
    expect(served).toEqual(cancelled.map(({ status }) => (status === 200 ? 404 : 302)));
    const spends = served.filter((status) => status === 302).length;
    expect(await balance(stack(), client)).toEqual({ points: 100 - 10 * spends, held: 0, spends });
  });

  test('of a finished job is 409 and takes nothing back', async () => {
    const { body } = await restore(client);
    const answer = await cancel(body.requestId!);
    expect([answer.status, answer.body]).toEqual([
      409,
      { success: false, error: '任务已结束', message: '任务已结束,无法取消', code: 'JOB_FINISHED', requestId: body.requestId },
    ]);
    expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
  });

  test('of another account’s job, or of none, is 404', async () => {
    const { body } = await restore(client);
    const stranger = await login(stack(), 'stranger');
    for (const id of [body.requestId!, 'req_0000000000000000000000000']) {
      const [cancelled, seen] = [await cancel(id, stranger), await stranger.get(`/api/image/jobs/${id}`)];
      expect([cancelled.status, cancelled.body.code, seen.status, seen.body.code]).toEqual([404, 'JOB_NOT_FOUND', 404, 'JOB_NOT_FOUND']);
    }
  });
});

describe('the sweeper', () => {
  test('ends a job that passed its deadline as 504, and gives its points back once', async () => {
    await stack().pauseWorkers();
    const { body } = await custom(client, '蓝天', AT_ONCE);
    await expire(stack(), client, body.requestId!);
    await stack().runSchedule('schedules/sweep');
    expect(await balance(stack(), client)).toEqual(back);
    const answer = await client.get(`/api/image/jobs/${body.requestId}`);
    expect([answer.status, answer.body.code]).toEqual([504, 'JOB_EXPIRED']);
    stack().resumeWorkers();
    await settledDown();
    expect(calls(stack())).toEqual([]);
  });

  test('leaves jobs alone that are in time', async () => {
    const job = await running();
    await stack().runSchedule('schedules/sweep');
    expect((await finished(client, job)).status).toBe(200);
    expect(await balance(stack(), client)).toEqual({ points: 90, held: 0, spends: 1 });
  });

  test('a result that comes after the deadline is not served', async () => {
    const job = await running();
    const { output } = await jobOf(stack(), client, job);
    await expire(stack(), client, job);
    await settledDown();
    expect((await client.get(`/uploads/${output}`)).status).toBe(404);
    expect(await balance(stack(), client)).toEqual(back);
  });
});
