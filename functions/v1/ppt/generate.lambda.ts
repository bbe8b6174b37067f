import { submitWork } from '#shared/domain/catalogue/submit.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { deckReply, processingReply, unmade } from '../work.view.ts';
import { answering, submitting } from '../work.wiring.ts';
import { generateDeck } from './generate.contract.ts';

export const handler = serve(generateDeck, (env) => {
  const { table, guards } = platform(env, generateDeck);
  const parts = submitting(env, table, 'writing-jobs');
  const answer = answering(table, (job) => deckReply(env.PUBLIC_URL!, job), processingReply(unmade));
  return {
    ...guards,
    handle: async ({ account, operation, body: { topic, outline, requirements, model_id: model }, headers }) => {
      const input = { topic, ...(outline && { outline }), ...(requirements && { requirements }) };
      const request = { kind: 'ppt', input, ...(model !== undefined && { model }) } as const;
      return answer(await submitWork(parts, { account, operation, request }), waitOf(headers.prefer, Number(env.WAIT_SECONDS)));
    },
  };
});
