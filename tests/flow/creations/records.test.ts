import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyHead, withOneMore } from '#shared/adapters/dynamo/creation-block.ts';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { putItem } from '#shared/adapters/dynamo/items.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import type { CreationType, NewCreation } from '#shared/domain/creations/types.ts';
import { accountWith, newTestJob, startTable, type TestTable } from '../../support/table.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

const request = { kind: 'restore_photo', source: 'incoming/x/y' } as const;
const creationOf = (title: string, type: CreationType = 'writing'): NewCreation => ({ type, title, content: `${title}的内容` });

async function make(account: string, creation: NewCreation, cost = 1) {
  const jobs = dynamoJobs(db.table);
  const job = await jobs.create(newTestJob(account, cost), request);
  if (cost > 0) await dynamoLedger(db.table).hold(account, job.id, cost);
  return { job, end: () => jobs.settle(job, { state: 'succeeded', leaves: creation }, Date.now()) };
}

const titles = async (account: string, page: number, size: number, type?: CreationType) => {
  const { creations, total } = await dynamoCreations(db.table).list(account, { page, size, ...(type && { type }) });
  return { titles: creations.map(({ title }) => title), total };
};

test('a job that succeeded leaves its creation once, paid or free', async () => {
  const account = await accountWith(db.table, 10);
  for (const [index, cost] of [3, 0].entries()) {
    const { job, end } = await make(account, creationOf(`文章${index + 1}`), cost);
    const ends = await Promise.all([end(), end(), end()]);
    expect(ends.map(({ creation }) => creation)).toEqual([index + 1, index + 1, index + 1]);
    expect(await dynamoCreations(db.table).find(account, index + 1)).toMatchObject({
      id: index + 1,
      account,
      job: job.id,
      title: `文章${index + 1}`,
    });
  }
  expect(await titles(account, 1, 20)).toEqual({ titles: ['文章2', '文章1'], total: 2 });
  expect(await dynamoLedger(db.table).balance(account)).toEqual({ available: 7, held: 0 });
});

test('a job that failed leaves nothing', async () => {
  const account = await accountWith(db.table, 10);
  const { job } = await make(account, creationOf('文章'));
  await dynamoJobs(db.table).settle(job, { state: 'failed', fault: { code: 'ai.unavailable', message: 'x' } }, Date.now());
  expect(await titles(account, 1, 20)).toEqual({ titles: [], total: 0 });
});

test('many that end at once all have numbers of their own', async () => {
  const account = await accountWith(db.table, 100);
  const made = await Promise.all(Array.from({ length: 12 }, (_, i) => make(account, creationOf(String(i)))));
  const ends = await Promise.all(made.map(({ end }) => end()));
  expect(ends.map(({ creation }) => creation!).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

test('pages and totals are exact after deletes, of one type and of all', async () => {
  const account = await accountWith(db.table, 100);
  for (let i = 1; i <= 7; i++) await (await make(account, creationOf(`第${i}个`, i % 2 ? 'writing' : 'image'))).end();
  const creations = dynamoCreations(db.table);
  expect(await creations.remove(account, 6)).toMatchObject({ title: '第6个' });
  expect(await creations.remove(account, 6)).toBeUndefined();
  await creations.remove(account, 3);
  expect(await titles(account, 1, 2)).toEqual({ titles: ['第7个', '第5个'], total: 5 });
  expect(await titles(account, 3, 2)).toEqual({ titles: ['第1个'], total: 5 });
  expect(await titles(account, 4, 2)).toEqual({ titles: [], total: 5 });
  expect(await titles(account, 1, 20, 'image')).toEqual({ titles: ['第4个', '第2个'], total: 2 });
});

test('an edit changes what it names and nothing else; of what is gone it changes nothing', async () => {
  const account = await accountWith(db.table, 10);
  await (await make(account, creationOf('旧标题'))).end();
  const creations = dynamoCreations(db.table);
  expect(await creations.edit(account, 1, { title: '新标题' }, 5)).toMatchObject({
    title: '新标题',
    content: '旧标题的内容',
    updatedAt: 5,
  });
  expect(await creations.edit(account, 1, { content: '开头', contentKey: 'texts/x' }, 6)).toMatchObject({
    content: '开头',
    contentKey: 'texts/x',
  });
  expect(await creations.edit(account, 1, { content: '短', contentKey: undefined }, 7)).not.toHaveProperty('contentKey');
  await creations.remove(account, 1);
  expect(await creations.edit(account, 1, { title: 'x' }, 8)).toBeUndefined();
  expect(await creations.find(account, 1)).toBeUndefined();
});

/** Puts as many creations there as fill a block but for `room`, as they were before there were heads: all in the block. */
async function fillWithoutHead(account: string, room: number): Promise<void> {
  const { full, head } = filled(room);
  for (const block of [full, head].flatMap((one) => one ?? [])) {
    const { number, used, version, alive } = block;
    await putItem(db.table, { ...keys.creationBlock(account, number), number, used, version, alive });
  }
  const newest = keys.creation(account, head.used);
  await putItem(db.table, { ...newest, ...creationOf('旧的'), id: head.used, account, createdAt: 1, updatedAt: 1 });
}

function filled(room: number) {
  let made = withOneMore(emptyHead, 'writing');
  while (made.head.used < 1024 - room) made = withOneMore(made.head, 'writing');
  return made;
}

test('what was made before there were heads is listed, counted, added to and deleted as before', async () => {
  const account = await accountWith(db.table, 10);
  await fillWithoutHead(account, 1);
  expect(await titles(account, 1, 1)).toEqual({ titles: ['旧的'], total: 1023 });
  expect(await dynamoCreations(db.table).remove(account, 1023)).toMatchObject({ title: '旧的' });
  expect(await titles(account, 1, 1)).toMatchObject({ total: 1022 });
  for (const title of ['满', '新']) await (await make(account, creationOf(title))).end();
  expect(await titles(account, 1, 2)).toEqual({ titles: ['新', '满'], total: 1024 });
  expect(await titles(account, 2, 1)).toEqual({ titles: ['满'], total: 1024 });
  expect(await dynamoCreations(db.table).find(account, 1025)).toMatchObject({ title: '新' });
});

test('what is deleted from an older block is counted no more, and two that delete it at once delete it once', async () => {
  const account = await accountWith(db.table, 10);
  await fillWithoutHead(account, 1);
  for (const title of ['满', '新']) await (await make(account, creationOf(title))).end();
  const creations = dynamoCreations(db.table);
  const removed = await Promise.all([creations.remove(account, 1024), creations.remove(account, 1024), creations.remove(account, 1023)]);
  expect(removed.filter((one) => one !== undefined)).toHaveLength(2);
  expect(await titles(account, 1, 20)).toEqual({ titles: ['新'], total: 1023 });
  expect(await titles(account, 1, 20, 'writing')).toEqual({ titles: ['新'], total: 1023 });
});
