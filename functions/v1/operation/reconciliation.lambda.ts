import { dynamoBooks } from '#shared/adapters/dynamo/books.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { reconciliation } from './reconciliation.contract.ts';
import { differenceView, reportView } from './reconciliation.view.ts';

export const handler = serve(reconciliation, (env) => {
  const { table, guards } = platform(env, reconciliation);
  const books = dynamoBooks(table);
  return {
    ...guards,
    handle: async ({ query }) => {
      const { reports, differences } = await books.day(query.date);
      return success({ reports: reports.map(reportView), differences: differences.map(differenceView) });
    },
  };
});
