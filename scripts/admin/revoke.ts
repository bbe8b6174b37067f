import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import type { AdminCommand } from './command.ts';
import { findUser } from './find-user.ts';

export const revoke: AdminCommand = {
  name: 'revoke',
  help: [['revoke USERNAME', 'takes that away again']],
  takes: (args) => args.length === 1,
  async run({ stage, table }, [name]) {
    const user = await findUser(table, name!);
    await dynamoRoles(table).revoke(user.account, 'admin');
    return `${user.username} is no operator of ${stage}, from the next request on.`;
  },
};
