import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { secretNames } from '#shared/contract/secrets.ts';
import { run, UsageError } from './operator/command.ts';
import { regionOption, stageConfig } from './operator/stage.ts';
import { generateSecret } from './secrets/generate.ts';
import { listSecrets, putSecret, removeSecret } from './secrets/parameters.ts';
import { checkSecret, secretName } from './secrets/rules.ts';
import { readValue } from './secrets/value.ts';

const help = `npm run secrets -- set NAME --stage STAGE [--file FILE | --generate]
npm run secrets -- list --stage STAGE
npm run secrets -- rm NAME --stage STAGE

Keeps a stage's secrets as SecureStrings in SSM Parameter Store (/darkroom/STAGE/NAME).
The value is asked for without being shown, or read from standard input or from FILE; --generate makes one.
Of VAULT_KEYS it makes one more: the newest seals, those before it still open what they sealed.

NAME is one of: ${secretNames.join(', ')}`;

await run(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      file: { type: 'string' },
      generate: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const [action, name, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`A value is never an argument: shells remember those.\n\n${help}`);
  if (action !== 'set' && action !== 'list' && action !== 'rm') throw new UsageError(help);

  const config = stageConfig(values.stage);
  const ssm = new SSMClient(regionOption(config));
  if (action === 'list') return list(ssm, config.stage);
  const secret = secretName(name);
  if (action === 'rm') {
    await removeSecret(ssm, config.stage, secret);
    return console.log(`${secret} is removed from ${config.stage}.`);
  }
  const value = values.generate ? await generateSecret(ssm, config.stage, secret) : await readValue(secret, values.file);
  checkSecret(secret, value);
  const version = await putSecret(ssm, config.stage, secret, value);
  console.log(
    `${secret} is set in ${config.stage} (version ${version}). Functions that run now keep the old value until they are replaced.`,
  );
});

async function list(ssm: SSMClient, stage: string): Promise<void> {
  const stored = new Map((await listSecrets(ssm, stage)).map((secret) => [secret.name, secret]));
  for (const name of secretNames) {
    const secret = stored.get(name);
    const state = secret ? `version ${secret.version}, ${secret.changed?.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'not set';
    console.log(`${name.padEnd(24)} ${state}`);
  }
}
