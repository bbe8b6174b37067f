import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const page = readFileSync(new URL('./client.py.txt', import.meta.url), 'utf8');
const python = promisify(execFile);

/** Whether this machine can run the document's Python client: it needs `requests`. */
export const hasPython = await python('python3', ['-c', 'import requests']).then(
  () => true,
  () => false,
);

/** Runs the document's Python client against a server, and what `more` adds after it. Answers the lines it printed. */
export async function runDocumentedPython(baseUrl: string, more = ''): Promise<string[]> {
  const code = `${page.replace('"http://localhost:8000"', JSON.stringify(baseUrl))}\n${more}`;
  const { stdout } = await python('python3', ['-c', code], { env: { ...process.env, PYTHONIOENCODING: 'utf-8', NO_PROXY: '*' } });
  return stdout.trim().split('\n');
}
