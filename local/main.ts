import { setTimeout as delay } from 'node:timers/promises';
import { writeEnvironment } from './environment-file.ts';
import { accessLine, banner, failureLine, help, invocationLine, portOf } from './terminal.ts';

/** What is not closed by then is ended with the process; Java too, which notices. */
const CLOSE_MS = 2500;
/** One Ctrl-C arrives twice, from the terminal and from npm; a person's second one takes longer. */
const SAME_SIGNAL_MS = 300;

if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
  process.stdout.write(help);
} else {
  const port = portArgument();
  const stopping = stopOnSignal();
  try {
    console.log(`starting on port ${port}, with the outside services on ${port + 1}`);
    stopping.close = (await start(port)).close;
  } catch (error) {
    console.error(failureLine(error, port));
    process.exit(1);
  }
}

function portArgument(): number {
  try {
    return portOf(process.env.PORT);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

async function start(port: number) {
  const { startStack } = await import('./stack.ts');
  const stack = await startStack({
    port,
    outsidePort: port + 1,
    variables: process.env,
    onProgress: (part, ms) => console.log(`  ${part.padEnd(28)} ${String(ms).padStart(5)} ms`),
    onWarning: (line) => console.error(line),
    onRequest: (access) => console.log(accessLine(access)),
    onInvocation(invocation, error) {
      const line = invocationLine(invocation);
      if (line) console.log(line);
      if (error !== undefined) console.error(`${invocation.id} ${invocation.requestId}:`, error);
    },
  });
  const forget = writeEnvironment(stack.env);
  console.log(banner(stack));
  console.log(`ready ${stack.url}`);
  return {
    close: () => {
      forget();
      return stack.close();
    },
  };
}

/** The first Ctrl-C closes what is up, a second one ends at once. */
function stopOnSignal(): { close?: () => Promise<void> } {
  const stopping: { close?: () => Promise<void> } = {};
  let asked: number | undefined;
  const stop = async () => {
    if (asked !== undefined && Date.now() - asked > SAME_SIGNAL_MS) process.exit(130);
    if (asked !== undefined) return;
    asked = Date.now();
    await Promise.race([stopping.close?.(), delay(CLOSE_MS)]);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return stopping;
}
