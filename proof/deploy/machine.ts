import { rmSync } from 'node:fs';
import { Closing } from '#local/closing.ts';
import { setEnvironment } from '#local/environment.ts';
import { startServices } from '#local/services.ts';
import { emulatedAccount } from './account.ts';
import { createCdk } from './cdk.ts';
import { Checks } from './checks.ts';
import { transcriptLine } from './client/transcript.ts';
import { createDoor } from './door.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { runFolder } from './folders.ts';
import { startForwarder } from './forwarder.ts';
import type { Options } from './options.ts';
import { drawPhotos } from './photos.ts';
import { proof } from './proof.ts';
import { preparePython } from './python.ts';
import { printedUrl } from './stacks.ts';

const say = (line: string): void => console.log(line);

/** The whole test, and everything it started ended again. Answers whether every promise held. */
export async function runTest(options: Options, signal: AbortSignal): Promise<boolean> {
  const closing = new Closing();
  const stop = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
  try {
    return await Promise.race([test(options, signal, closing), stop]);
  } finally {
    await closing.close();
  }
}

async function test(options: Options, signal: AbortSignal, closing: Closing): Promise<boolean> {
  say('MiniStack and cfn-lint');
  await preparePython();
  rmSync(runFolder, { recursive: true, force: true });
  const emulator = await closing.add(startEmulator(options.port));
  say(`  ${emulator.url}, log in ${emulator.log}`);
  setEnvironment(emulatedAccount(emulator.url));
  const forwarder = await closing.add(startForwarder(emulator.port, (exchange) => say(transcriptLine(exchange))));
  globalThis.fetch = createDoor(forwarder.url);
  const services = await closing.add(startServices({ port: 0, variables: {} }));
  const checks = new Checks(say);
  const cdk = createCdk(emulator.url, signal);
  const photos = await drawPhotos();
  await proof({ options, checks, cdk, emulator, services, photos, say }).catch((error) =>
    checks.fail('what comes next can be checked', error),
  );
  if (options.keep) await linger(emulator, signal);
  say(checks.summary);
  return checks.failed === 0;
}

async function linger(emulator: Emulator, signal: AbortSignal): Promise<void> {
  const url = await printedUrl();
  say(`left running until Ctrl-C: ${url}, or ${emulator.url} with the header Host: ${new URL(url).host}`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
