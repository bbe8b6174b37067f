import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { assetOf, bundle } from '#infra/bundle.ts';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';

/** Beside `build/`, which may be about to be deployed. */
const cache = resolve(import.meta.dirname, '../../.cache/invoke');

export interface Invocation {
  result: unknown;
  /** Of the handler, with what it loads at its first call. */
  ms: number;
}

/** What the child is told, and what it answers. */
export interface Order {
  handler: string;
  event: unknown;
  timeoutSeconds: number;
}
export type Answer = { result: unknown; ms: number } | { error: string };

/** Bundles the function as for AWS and runs it in a process of its own, with these variables and no others. */
export async function invokeBundled(contract: Contract, event: unknown, env: Readonly<Record<string, string>>): Promise<Invocation> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `${functionName(contract)}-`));
  try {
    await bundle([contract], folder);
    return await invokeIn(folder, contract, event, env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function invokeIn(folder: string, contract: Contract, event: unknown, env: Readonly<Record<string, string>>): Promise<Invocation> {
  const child = fork(join(import.meta.dirname, 'child.ts'), { env: { LOG_LEVEL: 'info', ...env }, stdio: 'inherit' });
  const timeoutSeconds = contract.timeoutSeconds ?? 29;
  const order: Order = { handler: join(assetOf(contract, folder), 'index.js'), event, timeoutSeconds };
  child.send(order);
  const limit = setTimeout(() => child.kill(), timeoutSeconds * 1000);
  const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [undefined])])) as [Answer | undefined];
  clearTimeout(limit);
  child.kill();
  if (!answer) throw new Error(`${contract.id} ended without an answer; it has ${timeoutSeconds} s`);
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}
