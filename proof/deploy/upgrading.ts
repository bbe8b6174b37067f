import assert from 'node:assert/strict';
import { join } from 'node:path';
import { STAGE } from './account.ts';
import { createCustomer } from './client/customer.ts';
import { pay } from './client/journey.ts';
import { work } from './client/work.ts';
import { deploy } from './deployment.ts';
import { runFolder } from './folders.ts';
import { lostOrChanged, readRecords } from './records.ts';
import type { Run } from './run.ts';
import { printedUrl } from './stacks.ts';
import { writeStage } from './stage.ts';
import { checkOut } from './upgrade.ts';

const HISTORY = ['/api/wechat/user/info', '/api/wechat/user/transactions', '/api/wechat/user/api-usage'];

/**
 * Deploys a commit's stacks and lets customers use them. Answers the check for when the new stacks are in their place: every record
 * is what it was, and a token of before still opens the same account.
 */
export async function usePrevious({ checks, cdk, services, photos: { usual: photo } }: Run, commit: string): Promise<() => Promise<void>> {
  const assembly = join(runFolder, 'previous.out');
  const short = commit.slice(0, 7);
  await checks.run(`the stacks of ${short} deploy`, async () => {
    const source = await checkOut(commit);
    writeStage(join(source, 'infra/config'), services.settings);
    await cdk.synth(assembly, { stage: STAGE }, source);
    return deploy(cdk, assembly);
  });
  const world = { url: await printedUrl(), outsideUrl: services.outside.url, credentials: services.wechat };
  const joan = createCustomer('joan', photo, world);
  let picture = '';
  await checks.run(`customers of ${short} restore and pay`, async () => {
    await joan.page.app.login();
    picture = (await work(joan, '/image/restore', photo)).data.imageUrl!;
    await pay(world, photo, 'mary');
  });
  const history = () =>
    Promise.all([...HISTORY, picture].map(async (path) => Buffer.from(await (await joan.get(path)).arrayBuffer()).toString('base64')));
  const [records, told] = [await readRecords(), await history()];
  return () =>
    checks.run(`the upgrade from ${short} keeps every record`, async () => {
      assert.deepEqual(lostOrChanged(records, await readRecords()), []);
      assert.equal(await printedUrl(), world.url, 'the API has another address');
      assert.deepEqual(await history(), told);
      return `${records.size} items and objects`;
    });
}
