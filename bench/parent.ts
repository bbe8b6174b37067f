import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Word } from './child.ts';
import type { Report } from './scenario.ts';

/** Runs one scenario in a process of its own. */
export async function runScenario(order: Order, progress: (line: string) => void): Promise<Report> {
  const child = fork(join(import.meta.dirname, 'child.ts'), { env: { ...process.env, LOG_LEVEL: 'silent' } });
  let last: Word | undefined;
  child.on('message', (word: Word) => {
    if ('progress' in word) progress(word.progress);
    else last = word;
  });
  child.send(order);
  await once(child, 'exit');
  if (last && 'report' in last) return last.report;
  throw new Error(`${order.name}: ${last && 'error' in last ? last.error : 'its process ended without a report'}`);
}
