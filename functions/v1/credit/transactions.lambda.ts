import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { transactionView } from './transaction.view.ts';
import { transactions } from './transactions.contract.ts';

export const handler = serve(transactions, (env) => {
  const { table, guards } = platform(env, transactions);
  const ledger = dynamoLedger(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size } }) => {
      const { entries, total } = await ledger.entries(account, { limit: page_size, skip: (page - 1) * page_size });
      return success({ total, page, page_size, items: entries.map(transactionView) });
    },
  };
});
