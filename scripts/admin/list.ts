import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import type { AdminCommand } from './command.ts';

export const list: AdminCommand = {
  name: 'list',
  help: [['list', 'shows who is an operator, and since when']],
  takes: (args) => args.length === 0,
  async run({ stage, table }) {
    const holders = await dynamoRoles(table).holders('admin');
    const lines = holders.map(({ username, since }) => `${username.padEnd(32)} since ${new Date(since).toISOString().slice(0, 10)}`);
    return lines.length > 0 ? lines.join('\n') : `${stage} has no operator.`;
  },
};
