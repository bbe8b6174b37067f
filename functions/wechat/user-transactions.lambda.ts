import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { transactionView } from './transaction.view.ts';
import { userTransactions } from './user-transactions.contract.ts';

export const handler = serve(userTransactions, (env) => {
  const ledger = dynamoLedger(dynamoTable(env));
  return {
    authenticate: secretsAndTokens(env, userTransactions).authenticate,
    handle: async ({ account, query }) => {
      const { entries, total } = await ledger.entries(account, query);
      return reply(200, { success: true, data: { transactions: entries.map(transactionView), total } });
    },
  };
});
