import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { AdminCommand } from './admin/command.ts';
import { openStage } from './admin/context.ts';
import { grant } from './admin/grant.ts';
import { list } from './admin/list.ts';

import { partner } from './admin/partner.ts';
import { refund } from './admin/refund.ts';
import { reseal } from './admin/reseal.ts';
import { revoke } from './admin/revoke.ts';
import { run, UsageError } from './operator/command.ts';

const commands: readonly AdminCommand[] = [grant, revoke, list, partner, refund, reseal];

const help = `${commands.flatMap(({ help }) => help.map(([form, does]) => `npm run admin -- ${form} --stage STAGE\n      ${does}`)).join('\n')}

STAGE is a stage of infra/config, or "local": the stack that npm start runs, on PORT.`;

const own: ParseArgsOptionsConfig = Object.assign({}, ...commands.map(({ options }) => options));

await run(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { ...own, stage: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(help);
  const [name, ...args] = positionals;
  const command = commands.find((one) => one.name === name);
  if (!command?.takes(args)) throw new UsageError(help);
  const stage = await openStage(values.stage === undefined ? undefined : String(values.stage));
  try {
    console.log(await command.run(stage, args, values));
  } finally {
    stage.table.client.destroy();
  }
});
