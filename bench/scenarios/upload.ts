import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Stack, startStack } from '#local/stack.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { addPackage, createPartner } from '#shared/domain/partners/manage.ts';
import { PartnerClient } from '#tests/support/partner.ts';
import { plainPortrait } from '#tests/support/pictures.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { median, percentile, rounded } from '../statistics.ts';

const BYTES = 2_000_000;
const UPLOADS = { quick: 30, full: 100 };
const WARM_UP = 3;
/** At once, by somebody who may send half of them. */
const CROWD = 200;
const PAID = 100;

/** Uploads one after the other, then many at once. The repairs wait: on AWS they are other machines' work. */
export async function run({ full, progress }: Run): Promise<Report> {
  const stack = await startStack({ schedules: false });
  try {
    await stack.pauseWorkers();
    const photos = await newPhotos();
    progress(`photos of ${BYTES / 1e6} MB`);
    const partner = await newPartner(stack, 'steady', 200);
    const ms: number[] = [];
    for (let one = 0; one < WARM_UP + (full ? UPLOADS.full : UPLOADS.quick); one++) ms.push(await timed(partner, photos()));
    progress(`${CROWD} at once`);
    const crowd = await crowdFigures(await newPartner(stack, 'crowd', PAID), photos);
    return { figures: [...timesOf(ms.slice(WARM_UP)), ...crowd], details: ms };
  } finally {
    await stack.close();
  }
}

/** Different files of the same size: nothing looks at what comes after a JPEG's end. */
async function newPhotos(): Promise<() => { bytes: Buffer }> {
  const picture = await plainPortrait('#c8d2e0', { width: 1632, height: 1224, noise: 60 });
  let count = 0;
  return () => ({ bytes: Buffer.concat([picture, Buffer.alloc(Math.max(8, BYTES - picture.length), String(++count).padEnd(8, '.'))]) });
}

async function newPartner(stack: Stack, code: string, uploads: number): Promise<PartnerClient> {
  const table = { name: stack.table, client: new DynamoDBClient({}) };
  const parts = {
    partners: dynamoPartners(table),
    prepaid: dynamoPrepaid(table),
    vault: vault(async () => stack.secrets.VAULT_KEYS),
    clock: Date.now,
  };
  const { secret } = await createPartner(parts, { code, name: code });
  for (let bought = 0; bought < uploads; bought += 50) await addPackage(parts, code, 50, `paid-${bought}`);
  table.client.destroy();
  return new PartnerClient(stack, { code, secret });
}

async function timed(partner: PartnerClient, file: { bytes: Buffer }): Promise<number> {
  const began = performance.now();
  const { body, text } = await partner.call('photo/upload', { file, repair_type: 'sr' });
  if (body.code !== 200) throw new Error(`not uploaded: ${text}`);
  return performance.now() - began;
}

function timesOf(ms: readonly number[]): Figure[] {
  const note = `${ms.length} uploads of ${BYTES / 1e6} MB, one after the other, one process for everything`;
  return [
    { what: "a partner's upload of 2 MB: median", value: rounded(median(ms)), unit: 'ms', target: { atMost: 200 }, note },
    { what: "a partner's upload of 2 MB: 95th percentile", value: rounded(percentile(ms, 0.95)), unit: 'ms' },
  ];
}

async function crowdFigures(partner: PartnerClient, photos: () => { bytes: Buffer }): Promise<Figure[]> {
  const began = performance.now();
  const files = Array.from({ length: CROWD }, photos);
  const answers = await Promise.all(files.map((file) => partner.call('photo/upload', { file, repair_type: 'sr' })));
  const ms = performance.now() - began;
  const count = (fits: (answer: (typeof answers)[number]) => boolean): number => answers.filter(fits).length;
  const note = `${CROWD} at once, ${PAID} uploads left, ${rounded(ms / 1000, 1)} s for all`;
  return [
    { what: 'of a crowd of uploads, charged', value: count(({ body }) => body.code === 200), unit: '', target: { atMost: PAID }, note },
    { what: 'of a crowd of uploads, answered 9101', value: count(({ body }) => body.errno === 9101), unit: '', target: { atLeast: PAID } },
    { what: 'left afterwards', value: await partner.nums(), unit: '', target: { atMost: 0 } },
  ];
}
