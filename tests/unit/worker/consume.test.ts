import type { Context, SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { videoWorker } from '#functions/workers/video.message.ts';
import { Later } from '#shared/kernel/later.ts';
import { consume } from '#shared/worker/consume.ts';

/** What was written to the log, by its level. */
const lines: { level: string; event: string }[] = [];

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'debug');
  for (const level of ['info', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => lines.push(JSON.parse(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  lines.length = 0;
});

async function delivered(error: Error) {
  const record = { messageId: 'm1', body: JSON.stringify(videoWorker.example), attributes: { ApproximateReceiveCount: '1' } };
  const handler = consume({ ...videoWorker, uses: [] }, () => () => Promise.reject(error));
  return handler({ Records: [record] } as unknown as SQSEvent, {} as Context, { signal: new AbortController().signal });
}

const comesAgain = { batchItemFailures: [{ itemIdentifier: 'm1' }] };

test('a message whose handling throws comes again, and an operator reads why', async () => {
  expect(await delivered(new Error('the table is away'))).toEqual(comesAgain);
  expect(lines).toMatchObject([{ level: 'error', event: 'message.failed', message: 'the table is away' }]);
});

test('a message that came while another worker has its job comes again, and nobody is called an error', async () => {
  expect(await delivered(new Later('in another worker’s hands'))).toEqual(comesAgain);
  expect(lines).toMatchObject([{ level: 'info', event: 'message.later' }]);
});
