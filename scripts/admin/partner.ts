import { UsageError } from '../operator/command.ts';
import type { AdminCommand } from './command.ts';
import type { PartnerAction } from './partner/action.ts';
import { add } from './partner/add.ts';
import { lane, resume, suspend } from './partner/change.ts';
import { create } from './partner/create.ts';
import { list } from './partner/list.ts';
import { partsOf } from './partner/parts.ts';
import { rotate } from './partner/rotate.ts';
import { statement, usage } from './partner/statement.ts';
import { resend, webhooks } from './partner/webhooks.ts';

const actions: readonly PartnerAction[] = [create, list, rotate, suspend, resume, lane, add, usage, statement, webhooks, resend];

const find = (args: readonly string[]): PartnerAction | undefined =>
  actions.find(({ name, takes }) => name === args[0] && takes === args.length - 1);

/** Partners: `npm run admin -- partner create hiliad --name "Hili Photo" --stage prod`. */
export const partner: AdminCommand = {
  name: 'partner',
  help: actions.map(({ form, does }) => [`partner ${form}`, does]),
  takes: (args) => find(args) !== undefined,
  options: {
    name: { type: 'string' },
    lane: { type: 'string' },
    'secret-file': { type: 'string' },
    grace: { type: 'string' },
    webhook: { type: 'boolean' },
    reference: { type: 'string' },
  },
  async run(stage, [name, ...args], options) {
    const action = find([name!, ...args])!;
    try {
      return await action.run(partsOf(stage), args, options);
    } catch (error) {
      // Faults of the domain name what is wrong: whoever typed the command needs no more.
      if (error instanceof Error && error.name === 'Fault') throw new UsageError(error.message);
      throw error;
    }
  },
};
