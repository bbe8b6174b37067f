import { known } from '#shared/domain/partners/manage.ts';
import { monthlyStatement } from '#shared/domain/partners/statement.ts';
import { statementCsv } from '#shared/domain/partners/statement-csv.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import type { PartnerAction } from './action.ts';

const LATEST = 50;

export const usage: PartnerAction = {
  name: 'usage',
  form: 'usage CODE',
  does: `its latest ${LATEST} movements, newest first`,
  takes: 1,
  async run(parts, [code]) {
    const { account } = await known(parts, code!);
    const { entries, total } = await parts.ledger.entries(account, { limit: LATEST });
    const lines = entries.map(
      ({ at, amount, balanceAfter, description }) =>
        `${beijingTime(at)}  ${String(amount).padStart(5)}  ${String(balanceAfter).padStart(7)}  ${description}`,
    );
    return [...lines, `${total} in all`].join('\n');
  },
};

export const statement: PartnerAction = {
  name: 'statement',
  form: 'statement CODE 2026-01',
  does: 'a month as CSV: npm run --silent admin -- partner statement … > 2026-01.csv',
  takes: 2,
  async run(parts, [code, month]) {
    const { account } = await known(parts, code!);
    const [statement, lots] = await Promise.all([monthlyStatement(parts, account, month!), parts.prepaid.lots(account)]);
    return statementCsv(statement, lots).trimEnd();
  },
};
