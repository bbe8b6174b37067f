import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import type { AdminCommand } from './command.ts';
import { findUser } from './find-user.ts';

export const grant: AdminCommand = {
  name: 'grant',
  help: [['grant USERNAME', "lets a user reach the operators' endpoints"]],
  takes: (args) => args.length === 1,
  async run({ stage, table }, [name]) {
    const user = await findUser(table, name!);
    await dynamoRoles(table).grant({ ...user, since: Date.now() }, 'admin');
    return `${user.username} is an operator of ${stage}, from the next request on.`;
  },
};
