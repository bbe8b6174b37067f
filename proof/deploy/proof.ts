import assert from 'node:assert/strict';
import { join } from 'node:path';
import { STAGE } from './account.ts';
import { background } from './client/background.ts';
import { journey } from './client/journey.ts';
import { platform } from './client/platform.ts';
import { routes } from './client/routes.ts';
import { upload } from './client/upload.ts';
import { deploy, deployAgain } from './deployment.ts';
import { runFolder } from './folders.ts';
import { takeInventory } from './inventory.ts';
import { lintTemplates } from './lint.ts';
import { removeStage } from './removal.ts';
import type { Run } from './run.ts';
import { putSecrets } from './secrets.ts';
import { countByType, printedUrl, resourcesOfStage } from './stacks.ts';
import { writeStage } from './stage.ts';
import { templatesOf } from './templates.ts';
import { findCommit } from './upgrade.ts';
import { usePrevious } from './upgrading.ts';

/** Every promise, in the order of a stage's life. */
export async function proof(run: Run): Promise<void> {
  const { checks, cdk, emulator, services, options, say } = run;
  const assembly = join(runFolder, 'cdk.out');
  const context = { stage: STAGE, config: writeStage(join(runFolder, 'config'), services.settings) };

  say('An account');
  await checks.run('the account is bootstrapped', async () => void (await cdk.bootstrap()));
  await checks.run('the secrets are set', () => putSecrets(services.secrets));
  const empty = await takeInventory(emulator.url);
  const keepsRecords = await before(run);

  say('The stacks');
  await checks.run('the stacks are synthesised', async () => void (await cdk.synth(assembly, context)));
  await checks.run('cfn-lint finds nothing, in dev and in prod', () => lint(run, assembly));
  await checks.run('the stacks deploy', () => deploy(cdk, assembly));
  await keepsRecords?.();
  await use(run);

  say('The deployment');
  await checks.run('a second synthesis and deploy change nothing', async () => {
    const again = join(runFolder, 'again.out');
    await cdk.synth(again, context);
    assert.equal(templatesOf(again), templatesOf(assembly), 'the same sources give other templates');
    return deployAgain(cdk, again);
  });
  await listResources(run);
  if (!options.keep) await removeStage(run, assembly, empty);
}

/** The stacks of an earlier commit, in use; nothing where there is no such commit. */
async function before(run: Run): Promise<(() => Promise<void>) | undefined> {
  const { upgrade, from } = run.options;
  const commit = upgrade ? await findCommit(from) : undefined;
  run.say(commit ? 'The stacks of before' : `skipped: the upgrade, ${upgrade ? `there is no commit ${from} here` : 'as asked'}`);
  return commit ? usePrevious(run, commit) : undefined;
}

/** What is deployed here, and what the repository's own settings give. */
async function lint({ cdk }: Run, assembly: string): Promise<string> {
  const published = join(runFolder, 'published.out');
  await cdk.synth(published, { stage: 'dev,prod' });
  return lintTemplates([assembly, published]);
}

async function use({ checks, services, photos, options, say }: Run): Promise<void> {
  const world = { url: await printedUrl(), outsideUrl: services.outside.url, credentials: services.wechat };
  say(`The client, at ${world.url}`);
  await journey(checks, world, { drawn: photos.usual, real: options.photo });
  await upload(checks, world, photos.large);
  await platform(checks, world.url);
  await routes(checks, world.url);
  await background(checks);
}

async function listResources({ say }: Run): Promise<void> {
  const resources = await resourcesOfStage();
  say(`Resources created: ${resources.length}`);
  for (const [type, count] of countByType(resources)) say(`  ${String(count).padStart(4)}  ${type}`);
}
