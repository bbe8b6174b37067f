import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Something to start cold. Without an event it is only loaded. */
export interface Subject {
  name: string;
  module: string;
  /** A file. */
  event?: string;
}

/** Milliseconds since before the module was loaded. */
export interface ColdStart {
  load: number;
  /** Until the first answer of DynamoDB, with whatever the function does before it (a secret, WeChat, S3); `null` where it asks for none. */
  firstCall: number | null;
  /** Until the handler's own answer. */
  handler: number;
}

const run = promisify(execFile);
const child = join(import.meta.dirname, 'child.cjs');
const LIMIT_MS = 30_000;

/** Starts it in a new process that has exactly these variables. */
export async function coldStart({ name, module, event }: Subject, env: Readonly<Record<string, string>>): Promise<ColdStart> {
  const { host } = new URL(env.AWS_ENDPOINT_URL_DYNAMODB!);
  const variables = { ...env, LOG_LEVEL: 'silent', BENCH_MODULE: module, BENCH_DYNAMO: host, ...(event && { BENCH_EVENT: event }) };
  const { stdout } = await run(process.execPath, [child], { env: variables, timeout: LIMIT_MS });
  const { error, ...times } = JSON.parse(stdout.trim().split('\n').at(-1)!) as ColdStart & { error?: string };
  if (error) throw new Error(`${name}: ${error}`);
  return times;
}

/** How often the yardstick is taken again: whatever stands against it needs a steadier one. */
const YARDSTICK_EVERY = 5;

/**
 * Every subject `rounds` times, taking turns, so that what disturbs the machine for a while disturbs them all; the yardstick among
 * them several times in each round.
 */
export async function coldStarts(
  subjects: readonly Subject[],
  yardstick: Subject,
  env: Readonly<Record<string, string>>,
  rounds: number,
  progress: (line: string) => void,
): Promise<Map<string, ColdStart[]>> {
  const turns = subjects.flatMap((subject, at) => (at % YARDSTICK_EVERY === 0 ? [yardstick, subject] : [subject]));
  const results = new Map<string, ColdStart[]>(turns.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    progress(`cold starts, round ${round} of ${rounds}`);
    for (const subject of turns) results.get(subject.name)!.push(await coldStart(subject, env));
  }
  return results;
}
