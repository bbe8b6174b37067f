import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const INSTALL = 'apt install openjdk-17-jre-headless / brew install openjdk@17';
const KILL_AFTER_MS = 1000;

/** Starting is quicker with the simple compiler and collector, and nothing here runs long enough to miss the others. */
const JVM_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/**
 * Ends Java when our end of its standard input closes, which the operating system sees to even if we are killed with
 * SIGKILL.
 */
const WATCHED = `exec 3<&0
java "$@" </dev/null 3<&- &
java=$!
trap 'kill -9 $java 2>/dev/null' TERM INT
{ read -r _ <&3; kill -9 $java 2>/dev/null; } >/dev/null 2>&1 &
watch=$!
wait $java
status=$?
kill $watch 2>/dev/null
exit $status`;

export interface Java {
  /** Rejects when Java ends by itself, with one line that says why. */
  ended: Promise<never>;
  close(): Promise<void>;
}

/** Runs Java in `cwd`. It is in a process group of its own, so that Ctrl-C leaves it to us to end it last. */
export function startJava(cwd: string, args: readonly string[]): Java {
  const child = spawn('/bin/sh', ['-c', WATCHED, 'java', ...JVM_FLAGS, ...args], {
    cwd,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const stderr = tail(child);
  let closing = false;
  const ended = once(child, 'exit').then(([code]) => (closing ? new Promise<never>(() => {}) : Promise.reject(reason(code, stderr()))));
  ended.catch(() => {});
  return {
    ended,
    async close() {
      closing = true;
      await stop(child);
    },
  };
}

/** Why Java ended, in one line that says what to do where it is Java that is missing. */
function reason(code: number | null, stderr: string): Error {
  const missing = code === 127 || /Unable to locate a Java Runtime/.test(stderr);
  const old = /UnsupportedClassVersionError|Unrecognized VM option/.test(stderr);
  if (missing || old) return new Error(`Java 17 or newer is needed for DynamoDB Local${old ? ', this one is older' : ''}: ${INSTALL}`);
  return new Error(`DynamoDB Local ended (${code}): ${stderr.trim().split('\n').at(-1) || 'it gave no reason'}`);
}

function tail(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk) => {
    text = (text + chunk).slice(-4000);
  });
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.destroy();
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await ended;
  clearTimeout(timer);
}
