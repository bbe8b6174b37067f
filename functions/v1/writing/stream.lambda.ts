import { writing } from '#functions/writing.wiring.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { submitWork } from '#shared/domain/catalogue/submit.ts';
import { throwIfEnded } from '#shared/domain/jobs/wait.ts';
import { writingTools } from '#shared/domain/writing/names.ts';
import { streamWriting as writeAloud } from '#shared/domain/writing/stream.ts';
import { serveStream } from '#shared/http/stream/serve-stream.ts';
import { platform } from '../auth.wiring.ts';
import { membersOf } from '../limit.wiring.ts';
import { textsOf } from '../texts.wiring.ts';
import { writtenReply } from '../work.view.ts';
import { writingRequest } from './request.view.ts';
import { streamWriting } from './stream.contract.ts';

export const handler = serveStream(streamWriting, (env) => {
  const { table, guards } = platform(env, streamWriting);
  const parts = writing(env, table, streamWriting);
  // Nobody else is sent the job: the work is done here.
  const submitting = { ...parts, ledger: dynamoLedger(table), isMember: membersOf(table), send: async () => {} };
  const textOf = textsOf(env, table);
  return {
    ...guards,
    deltaOf: ({ data }) => ({ text: data.content }),
    handle: async ({ account, operation, params: { tool_type: tool }, body }, stream) => {
      const request = writingRequest(tool, body);
      const queued = await submitWork(submitting, { account, operation, request, usual: writingTools[tool].credits });
      stream.open();
      const tell = (text: string) => stream.send('delta', JSON.stringify({ text }));
      const { job, text } = await writeAloud(parts, queued, { tell, signal: stream.signal });
      if (job.state === 'cancelled' && stream.signal.aborted) return undefined;
      throwIfEnded(job);
      return writtenReply(job, text ?? (await textOf(job)));
    },
  };
});
