import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '#local/aws/ports.ts';
import { newcomersEnvironment } from '#tests/support/environment.ts';
import { eventually } from '#tests/support/stack.ts';

const MAIN = fileURLToPath(new URL('../../../local/main.ts', import.meta.url));
const READY_MS = 15_000;

function npmStart(variables: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...newcomersEnvironment, ...variables } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const err = text(child.stderr);
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exit, err, lines: () => out.split('\n') };
}

/** Ids of the processes below this one. */
function descendants(of: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] => pairs.filter(([, ppid]) => ppid === parent).flatMap(([pid]) => [pid!, ...below(pid!)]);
  return below(of);
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('it is ready within 15 s, logs a line for each request, and Ctrl-C ends all it started', async () => {
  const port = await freePort(2);
  const { child, exit, lines } = npmStart({ PORT: String(port) });
  await eventually(() => lines().includes(`ready http://localhost:${port}`), READY_MS);
  expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
  expect((await fetch(`http://localhost:${port + 1}/`)).status).toBe(200);
  const login = await fetch(`http://localhost:${port}/api/wechat/login?secret=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'ada' }),
  });
  expect(login.status).toBe(200);
  await eventually(() => lines().some((line) => /^POST \/api\/wechat\/login 200 \d+ms [\w-]+$/.test(line)));

  const other = npmStart({ PORT: String(port) });
  expect(await other.exit).toBe(1);
  expect(await other.err).toMatch(new RegExp(`^port ${port} is taken: choose another with PORT=\\d+ npm start.*\\n$`));

  const started = descendants(child.pid!);
  expect(started.length).toBeGreaterThan(0);
  const asked = Date.now();
  child.kill('SIGINT');
  expect(await exit).toBe(0);
  expect(Date.now() - asked).toBeLessThan(3000);
  await eventually(() => !started.some(alive));
}, 30_000);

test('nothing is left behind when it is killed outright', async () => {
  const port = await freePort(2);
  const { child, exit, lines } = npmStart({ PORT: String(port) });
  await eventually(() => lines().some((line) => line.includes('DynamoDB Local')), READY_MS);
  const started = descendants(child.pid!);
  expect(started.length).toBeGreaterThan(0);
  child.kill('SIGKILL');
  await exit;
  await eventually(() => !started.some(alive));
}, 30_000);

test.each([
  ['missing', undefined],
  ['too old', 'echo "java.lang.UnsupportedClassVersionError: DynamoDBLocal has been compiled by a more recent version" >&2; exit 1'],
])(
  'Java that is %s is one line that says what to install',
  async (_, java) => {
    const folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    if (java) {
      await writeFile(join(folder, 'java'), `#!/bin/sh\n${java}\n`);
      await chmod(join(folder, 'java'), 0o755);
    }
    const { exit, err } = npmStart({ PORT: String(await freePort(2)), PATH: folder });
    expect(await exit).toBe(1);
    expect(await err).toMatch(/^Java 17 or newer is needed for DynamoDB Local.*: apt install \S+ \/ brew install \S+\n$/);
  },
  15_000,
);

test('a port that is none is refused before anything starts', async () => {
  const { exit, err } = npmStart({ PORT: '65535' });
  expect(await exit).toBe(1);
  expect(await err).toBe('PORT must be a whole number from 1 to 65534, not 65535\n');
});

test('--help says how to choose a port and reach the real services', async () => {
  const { exit, lines } = npmStart({}, '--help');
  expect(await exit).toBe(0);
  expect(lines().join('\n')).toMatch(/PORT=4000 npm start[\s\S]*GEMINI_API_KEY/);
});
