import { writing } from '#functions/writing.wiring.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { renderDeck } from '#shared/adapters/pptx/render.ts';
import { runWritingJob } from '#shared/domain/writing/run.ts';
import { consume } from '#shared/worker/consume.ts';
import { writingWorker } from './writing.message.ts';

export const handler = consume(writingWorker, (env) => {
  const parts = { ...writing(env, dynamoTable(env), writingWorker), renderDeck };
  return (message) => runWritingJob(parts, message);
});
