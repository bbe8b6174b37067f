import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UsageError } from '../operator/command.ts';

/** A value that somebody has: never an argument, which shells remember and other users can see. */
export async function readValue(name: string, file?: string): Promise<string> {
  if (file !== undefined) return withoutLastBreak(readFrom(file));
  if (process.stdin.isTTY) return prompt(name);
  return withoutLastBreak(await text(process.stdin));
}

/** Editors end a file with a line break that is no part of a password. */
const withoutLastBreak = (value: string): string => value.replace(/\r?\n$/, '');

function readFrom(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Shows nothing of what is typed. A value of several lines comes by --file. */
async function prompt(name: string): Promise<string> {
  process.stdout.write(`${name} (hidden): `);
  const silent = new Writable({ write: (_, __, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  lines.on('SIGINT', () => process.exit(130));
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stdout.write('\n');
  }
}
