import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Closing } from '#local/closing.ts';
import { setEnvironment } from '#local/environment.ts';
import { type Services, startServices } from '#local/services.ts';
import { emulatedAccount, STAGE } from './account.ts';
import { type Cdk, createCdk } from './cdk.ts';
import { Checks } from './checks.ts';
import { journey } from './client/journey.ts';
import { routes } from './client/routes.ts';
import { transcriptLine } from './client/transcript.ts';
import { upload } from './client/upload.ts';
import { deploy, deployAgain } from './deployment.ts';
import { createDoor } from './door.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { runFolder } from './folders.ts';
import { startForwarder } from './forwarder.ts';
import { takeInventory } from './inventory.ts';
import { lintTemplates } from './lint.ts';
import type { Options } from './options.ts';
import { type Drawn, drawPhotos } from './photos.ts';
import { preparePython } from './python.ts';
import { removeStage } from './removal.ts';
import { putSecrets } from './secrets.ts';
import { countByType, printedUrl, resourcesOfStage } from './stacks.ts';
import { writeStage } from './stage.ts';
import { findCommit } from './upgrade.ts';
import { usePrevious } from './upgrading.ts';

/** What the parts of one run share. */
export interface Run {
  checks: Checks;
  cdk: Cdk;
  emulator: Emulator;
  services: Services;
  /** A drawn photo. */
  photo: string;
}

const say = (line: string): void => console.log(line);

/** The whole test. Answers whether every promise held. */
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
  const drawn = await drawPhotos();
  const checks = new Checks(say);
  await proof({ checks, cdk: createCdk(emulator.url, signal), emulator, services, photo: drawn.usual }, drawn, options);
  if (options.keep) await linger(await printedUrl(), emulator, signal);
  say(checks.summary);
  return checks.failed === 0;
}

async function proof(run: Run, drawn: Drawn, options: Options): Promise<void> {
  const { checks, cdk, emulator, services } = run;
  const assembly = join(runFolder, 'cdk.out');
  const context = { stage: STAGE, config: writeStage(join(runFolder, 'config'), services.settings) };
  say('An account');
  await checks.run('the account is bootstrapped', async () => void (await cdk.bootstrap()));
  await checks.run('the secrets are set', () => putSecrets(services.secrets));
  const empty = await takeInventory(emulator.url);

  const commit = options.upgrade ? await findCommit(options.from) : undefined;
  if (!commit) say(`skipped: the upgrade, ${options.upgrade ? `there is no commit ${options.from} here` : 'as asked'}`);
  else say('The stacks of before');
  const keepsRecords = commit ? await usePrevious(run, commit) : undefined;

  say('The stacks');
  await checks.run('the stacks are synthesised', async () => void (await cdk.synth(assembly, context)));
  await checks.run('cfn-lint finds nothing, in dev and in prod', async () => {
    const published = join(runFolder, 'published.out');
    await cdk.synth(published, { stage: 'dev,prod' });
    return lintTemplates([assembly, published]);
  });
  await checks.run('the stacks deploy', () => deploy(cdk, assembly));
  await keepsRecords?.();

  const world = { url: await printedUrl(), outsideUrl: services.outside.url, credentials: services.wechat };
  say(`The client, at ${world.url}`);
  await journey(checks, world, { drawn: drawn.usual, real: options.photo });
  await upload(checks, world, drawn.large);
  await routes(checks, world.url);

  say('The deployment');
  await checks.run('a second synthesis and deploy change nothing', async () => {
    const again = join(runFolder, 'again.out');
    await cdk.synth(again, context);
    return deployAgain(cdk, again);
  });
  await listResources();
  if (!options.keep) await removeStage(run, assembly, empty);
}

async function listResources(): Promise<void> {
  const resources = await resourcesOfStage();
  say(`Resources created: ${resources.length}`);
  for (const [type, count] of countByType(resources)) say(`  ${String(count).padStart(4)}  ${type}`);
}

async function linger(url: string, emulator: Emulator, signal: AbortSignal): Promise<void> {
  say(`left running until Ctrl-C: ${url}, or ${emulator.url} with the header Host: ${new URL(url).host}`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
