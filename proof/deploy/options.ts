import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const help = `npm run test:deploy -- [options]

Deploys the stacks with the real CDK CLI to MiniStack, an AWS emulator on this machine, and runs the documented mini-program client
through the API that comes out. No AWS account is needed or touched. About a minute; needs Python ≥ 3.10, and its package index once.

  --photo FILE   restore this photo too; it stays on this machine
  --from COMMIT  the upgrade begins with this commit's stacks; default HEAD~1
  --no-upgrade   leave out the upgrade
  --port N       where the emulator listens; default 4566, or a free port when that is taken
  --keep         leave the emulator running at the end, with the stacks deployed, until Ctrl-C
  --require      without Python or the package index: fail (otherwise the test says that it is skipped and ends well)
  --help         this text
`;

export interface Options {
  help: boolean;
  photo: string | undefined;
  from: string;
  upgrade: boolean;
  port: number;
  keep: boolean;
  require: boolean;
}

const DEFAULT_PORT = 4566;

/** Throws an error whose message is meant for whoever typed them. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      photo: { type: 'string' },
      from: { type: 'string', default: 'HEAD~1' },
      upgrade: { type: 'boolean', default: true },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      keep: { type: 'boolean', default: false },
      require: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port ${values.port} is no port`);
  if (values.from.startsWith('-')) throw new Error(`--from ${values.from} is no commit`);
  if (values.photo !== undefined && !existsSync(values.photo)) throw new Error(`--photo ${values.photo}: there is no such file`);
  return { ...values, photo: values.photo, port };
}
