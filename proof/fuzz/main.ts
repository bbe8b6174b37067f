import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Attempt, curlOf } from './attempt.ts';
import { help, type Options, optionsOf } from './options.ts';

/** Findings of one run that are shown whole. */
const SHOWN = 20;

try {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) process.stdout.write(help);
  else process.exitCode = await run(options);
} catch (error) {
  // The console is the handlers', and mute.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = 1;
}

/** The token that it was sent with, if any. */
function bearerOf({ headers }: Attempt): string {
  return String(headers.authorization ?? '').replace('Bearer ', '');
}

/** Bodies that fit no command line. */
function keep(body: Buffer): string {
  const folder = join(tmpdir(), 'darkroom-fuzz');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${createHash('sha256').update(body).digest('hex').slice(0, 12)}.bin`);
  writeFileSync(file, body);
  return file;
}

/** Handlers run in this process, and log every refusal: here that is most of what they do. */
function muteHandlers(): (line: string) => void {
  const log = console.log.bind(console);
  for (const level of ['debug', 'info', 'warn', 'error'] as const) console[level] = () => {};
  return log;
}

async function run(options: Options): Promise<number> {
  const { prove } = await import('./prove.ts');
  console.log(`seed ${options.seed}, ${options.requests} requests for each endpoint`);
  const began = Date.now();
  const say = muteHandlers();
  const { checks, failures, counts, left } = await prove(options, say);
  for (const { attempt, finding } of failures.slice(0, SHOWN))
    console.log(
      `\n${finding!.fault}: ${attempt.operation}, ${attempt.kind}, ${attempt.what}: ${finding!.why}\n  ${curlOf(attempt, { token: bearerOf(attempt), keep })}`,
    );
  if (failures.length > SHOWN) console.log(`\nand ${failures.length - SHOWN} more`);
  const failed = checks.filter(({ problems }) => problems.length > 0);
  for (const { name, problems } of failed) console.log(`\nFAILED ${name}\n  ${problems.slice(0, SHOWN).join('\n  ')}`);
  console.log(
    `\n${Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}, ${Math.round((Date.now() - began) / 1000)} s`,
  );
  if (left > 0) console.log(`left to --full, for want of time: ${left} requests`);
  if (failed.length > 0) console.log(`again: npm run test:fuzz -- --seed ${options.seed}${options.requests === 500 ? ' --full' : ''}`);
  console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
  return failed.length > 0 ? 1 : 0;
}
