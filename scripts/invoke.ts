import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { registry } from '#functions/registry.ts';
import { type Contract, type Endpoint, eventFile } from '#shared/contract/endpoint.ts';
import { sampleEvent } from './events/sample.ts';
import { invokeBundled } from './invoke/bundled.ts';
import { type LocalStack, localStack, loginToken, operatorTokens } from './invoke/local-stack.ts';
import { printResult } from './invoke/result.ts';
import { run, UsageError } from './operator/command.ts';

const help = `npm run invoke -- FUNCTION [--event FILE]

Runs the bundled handler of a function against the local stack (npm start), with its sample event.

  FUNCTION       its id, such as image/restore
  --event FILE   another event than events/<function>.json
  --list         all functions
  --help         this text

PORT is the local stack's port, 3000 when not set. Where a function asks for a token, the account of the
WeChat code "sample" is logged in first; for functions of the platform, the operator "admin".`;

await run(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { event: { type: 'string' }, list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(help);
  if (values.list) return console.log(registry.map(({ id, summary }) => `${id.padEnd(26)} ${summary}`).join('\n'));
  if (positionals.length !== 1) throw new UsageError(help);

  const contract = find(positionals[0]!);
  const event = values.event === undefined ? sampleEvent(contract) : readEvent(values.event);
  const stack = await localStack();
  const { result, ms } = await invokeBundled(contract, await authorised(contract, event, stack), stack.env);
  printResult(result, ms);
});

function find(id: string): Contract {
  const contract = registry.find((one) => one.id === id || eventFile(one) === id);
  if (!contract) throw new UsageError(`There is no function ${id}. npm run invoke -- --list shows them all.`);
  return contract;
}

function readEvent(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} can't be read as an event: ${(error as Error).message}`);
  }
}

/** The event with a token of whom the contract lets in: the sample account, or the operator where the platform is asked. */
async function authorised(contract: Contract, event: unknown, stack: LocalStack): Promise<unknown> {
  if (contract.kind !== 'endpoint' || contract.auth === 'none' || contract.auth === 'partner') return event;
  const { headers, ...rest } = event as { headers?: Record<string, string> };
  return { ...rest, headers: { ...headers, authorization: `Bearer ${await tokenFor(contract, stack)}` } };
}

async function tokenFor({ api, auth }: Endpoint, stack: LocalStack): Promise<string> {
  if (api === 'mini') return loginToken(stack);
  const { access, refresh } = await operatorTokens(stack);
  return auth === 'refresh' ? refresh : access;
}
