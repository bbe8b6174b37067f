import { runTest } from './machine.ts';
import { help, type Options, readOptions } from './options.ts';
import { Skip } from './skip.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(new Error(`ended by ${signal}`)));
// The documented client's callbacks fail outside of any promise of ours.
process.on('uncaughtException', (error) => stopping.abort(error));

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(help);
  else process.exitCode = await outcome(options);
} catch (error) {
  console.error(`test:deploy: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function outcome(options: Options): Promise<number> {
  const began = Date.now();
  try {
    return (await runTest(options, stopping.signal)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Skip) || options.require) throw error;
    console.log(`skipped: ${error.message}`);
    return 0;
  } finally {
    console.error(`${((Date.now() - began) / 1000).toFixed(0)} s`);
  }
}
