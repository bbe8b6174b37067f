import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Outcome {
  code: number;
  /** Standard output and error, one after the other. */
  output: string;
}

interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

/** Runs a program to its end. A program that isn't there ends with code 127, as in a shell. */
export async function outcomeOf(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output: out + err };
}

/** As `outcomeOf`, but a failure is an error that ends with the program's last lines. */
export async function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { code, output } = await outcomeOf(program, args, options);
  if (code === 0) return output;
  throw new Error(`${[program, ...args].join(' ')} ended with ${code}\n${lastLines(output, 25)}`);
}

export const lastLines = (output: string, count: number): string => output.trimEnd().split('\n').slice(-count).join('\n');
