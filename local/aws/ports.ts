import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Below the ports that systems hand out for outgoing connections, so that none of these takes it in the meantime. */
const FIRST = 20_000;
const COUNT = 12_000;

/** The first of `count` neighbouring ports of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const port = FIRST + randomInt(COUNT);
    const free = await Promise.all(Array.from({ length: count }, (_, at) => isFree(port + at)));
    if (free.every(Boolean)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const bound = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.close();
  return bound;
}

/** Resolves once something listens on the port of 127.0.0.1. */
export async function listening(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await connects(port))) await pause(20);
}

const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
