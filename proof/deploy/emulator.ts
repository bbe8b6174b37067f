import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runFolder } from './folders.ts';
import { inVenv } from './python.ts';

const START_MS = 30_000;
const STOP_MS = 5_000;

export interface Emulator {
  port: number;
  /** An IP address, so that S3 is addressed by path. */
  url: string;
  /** What it and the functions say. */
  log: string;
  close(): Promise<void>;
}

/** Starts MiniStack on 127.0.0.1, in a process group of its own that holds the functions' processes too. */
export async function startEmulator(preferredPort: number): Promise<Emulator> {
  const port = await freePort(preferredPort);
  const url = `http://127.0.0.1:${port}`;
  const log = join(runFolder, 'emulator.log');
  mkdirSync(runFolder, { recursive: true });
  // Outside the repository, whose package.json would make modules of the functions' CommonJS.
  const temporary = mkdtempSync(join(tmpdir(), 'darkroom-emulator-'));
  const child = spawn(inVenv('python'), [join(import.meta.dirname, 'emulator.py')], {
    cwd: runFolder,
    env: environment(port, temporary),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => signal(-child.pid!, 'SIGKILL');
  process.once('exit', kill);
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const close = async () => {
    await end(child);
    process.off('exit', kill);
    rmSync(temporary, { recursive: true, force: true });
  };
  try {
    await ready(url, child);
  } catch (error) {
    await close();
    throw new Error(`${(error as Error).message}: see ${log}`, { cause: error });
  }
  return { port, url, log, close };
}

/** Functions run on the `node` that is first on the emulator's PATH: the one that runs this program. */
const environment = (port: number, temporary: string): NodeJS.ProcessEnv => ({
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: process.env.HOME,
  TMPDIR: temporary,
  STATE_DIR: join(temporary, 'state'),
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  NO_PROXY: 'localhost,127.0.0.1',
});

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
  throw new Error(`MiniStack is not up after ${START_MS / 1000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  const group = -child.pid!;
  const gone = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
  signal(group, 'SIGTERM');
  await Promise.race([gone, delay(STOP_MS, undefined, { ref: false })]);
  signal(group, 'SIGKILL');
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(group, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** `preferred`, or any free port when that one is taken. */
async function freePort(preferred: number): Promise<number> {
  for (const port of [preferred, 0]) {
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return (server.address() as { port: number }).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    } finally {
      server.close();
    }
  }
  throw new Error('there is no free port');
}
