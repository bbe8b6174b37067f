import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { known } from '#shared/domain/partners/manage.ts';
import { monthlyStatement } from '#shared/domain/partners/statement.ts';
import { statementCsv } from '#shared/domain/partners/statement-csv.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { manageParts } from './manage.wiring.ts';
import { partnerStatement } from './statement.contract.ts';

/** What an answer of 6 MB holds, at some 110 bytes each. */
const MOST = 40_000;

export const handler = serve(partnerStatement, (env) => {
  const { table, guards } = platform(env, partnerStatement);
  const parts = { ...manageParts(table), ledger: dynamoLedger(table) };
  return {
    ...guards,
    handle: async ({ params: { code }, query: { month } }) => {
      const { account } = await known(parts, code);
      const [statement, lots] = await Promise.all([monthlyStatement(parts, account, month, MOST), parts.prepaid.lots(account)]);
      const name = `${code}-${month}.csv`;
      return reply(200, statementCsv(statement, lots), {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      });
    },
  };
});
