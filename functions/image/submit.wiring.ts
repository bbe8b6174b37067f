import { setTimeout as sleep } from 'node:timers/promises';
import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoIdempotency } from '#shared/adapters/dynamo/idempotency.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { readPictureFacts } from '#shared/adapters/image-size/facts.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { sqsSender } from '#shared/adapters/sqs/send.ts';
import type { Capability } from '#shared/contract/capabilities.ts';
import type { UploadedFile } from '#shared/contract/endpoint.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { submitJob, type Work } from '#shared/domain/jobs/submit.ts';
import type { MiniJobKind } from '#shared/domain/jobs/types.ts';
import { throwIfEnded, waitForJob } from '#shared/domain/jobs/wait.ts';
import type { Call } from '#shared/http/call.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { jobReply } from './job.view.ts';

interface PictureFields {
  imageKey?: string | undefined;
  referenceKey?: string | undefined;
}

/** What all four image endpoints are: their pictures and `workOf` their fields made a job, waited for, and shown. */
export function submitting<Kind extends MiniJobKind, Body extends PictureFields>(
  env: Environment,
  contract: { uses: readonly Capability[] },
  queue: Parameters<typeof variableOfQueue>[0],
  workOf: (body: Body, files: Readonly<Record<string, UploadedFile>>) => Work & { kind: Kind },
) {
  const table = dynamoTable(env);
  const jobs = dynamoJobs(table);
  const ledger = dynamoLedger(table);
  const send = sqsSender(env[variableOfQueue(queue)]);
  const parts = { jobs, ledger, media: s3Media(env), readFacts: readPictureFacts, send, clock: systemClock };
  return {
    authenticate: secretsAndTokens(env, contract).authenticate,
    idempotency: dynamoIdempotency(table),
    handle: async ({ account, operation, body, files, headers }: Call<unknown, unknown, Body>) => {
      const work = workOf(body, files);
      const image = { field: 'image', file: files.image, key: body.imageKey };
      const hasReference = files.reference !== undefined || body.referenceKey !== undefined;
      const reference = hasReference ? { field: 'reference', file: files.reference, key: body.referenceKey } : undefined;
      const { job, request } = await submitJob(parts, { account, operation, image, work, ...(reference && { reference }) });
      const waitMs = waitOf(headers.prefer, Number(env.WAIT_SECONDS));
      const latest = await waitForJob({ jobs, clock: systemClock, sleep }, job, waitMs);
      throwIfEnded(latest);
      const { available } = await ledger.balance(account);
      return jobReply<Kind>({ job: latest, request, remaining: available }, systemClock());
    },
  };
}
