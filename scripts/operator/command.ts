import { Problem } from '#infra/problem.ts';

/** A mistake of whoever typed the command: its message is all they need. */
export class UsageError extends Error {}

/** Runs a command's body; a mistake ends it with its message and exit code 1, without a stack trace. */
export async function run(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    console.error(isMistake(error) ? (error as Error).message : error);
    process.exitCode = 1;
  }
}

const isMistake = (error: unknown): boolean =>
  error instanceof UsageError || error instanceof Problem || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
