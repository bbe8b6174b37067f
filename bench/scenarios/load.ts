import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Stack, startStack } from '#local/stack.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { type Books, reconcile } from '../load/reconcile.ts';
import { actions, type Sample, type Visit, visit } from '../load/user.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { percentile, rounded } from '../statistics.ts';

const USERS = 50;
const SECONDS = { quick: 10, full: 60 };
/** Photos are small, for it is the stand-in that works on their pixels, on the same processor. */
const PHOTO = { width: 160, height: 200 };
const WORKERS = 10;
/** Codes of users that only warm up. */
const WARM_UP = 1000;

/** Fifty users at once, then the books. */
export async function run({ full, progress }: Run): Promise<Report> {
  const seconds = full ? SECONDS.full : SECONDS.quick;
  const stack = await startStack({ workers: { concurrency: WORKERS } });
  const table = tableOf(stack);
  try {
    const photo = await damagedPhoto(PHOTO.width, PHOTO.height);
    await visit(stack, WARM_UP, photo, performance.now() + 2000);
    progress(`${USERS} users for ${seconds} s`);
    const began = performance.now();
    const visits = await Promise.all(Array.from({ length: USERS }, (_, number) => visit(stack, number, photo, began + seconds * 1000)));
    const took = (performance.now() - began) / 1000;
    progress('counting points');
    const books = await reconcile(table, visits);
    return reportOf(visits, books, seconds, took);
  } finally {
    table.client.destroy();
    await stack.close();
  }
}

function tableOf({ env, table }: Stack): Table {
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: 'local' };
  return { name: table, client: new DynamoDBClient({ endpoint: env.AWS_ENDPOINT_URL_DYNAMODB!, region: env.AWS_REGION!, credentials }) };
}

function reportOf(visits: readonly Visit[], books: Books, seconds: number, took: number): Report {
  const samples = visits.flatMap((one) => one.samples);
  const errors = samples.flatMap(({ action, error }) => (error ? [`${action}: ${error}`] : []));
  return {
    figures: figuresOf(samples, errors, books, `${USERS} users for ${seconds} s`),
    tables: [
      {
        title: `${USERS} users at once`,
        note: `${USERS} users for ${seconds} s: ${rounded(samples.length / took)} actions a second in one process, with the model's and WeChat's stand-ins in it. Each pauses 0.3–1 s between two actions: look at the points (4 of 10), at the history (3), have a photo restored and wait for it (2), pay (1: from the order until WeChat's notification is answered). Afterwards ${books.users} users' ${books.entries} entries were added up.`,
        rows: [
          ...actions.map((action) =>
            rowOf(
              action,
              samples.filter((sample) => sample.action === action),
            ),
          ),
          rowOf('all', samples),
        ],
      },
    ],
    details: { books, errors, samples },
  };
}

function rowOf(action: string, samples: readonly Sample[]) {
  const times = samples.map(({ ms }) => ms);
  const errors = samples.filter(({ error }) => error).length;
  return { action, actions: samples.length, 'p50 ms': rounded(percentile(times, 0.5)), 'p99 ms': rounded(percentile(times, 0.99)), errors };
}

function figuresOf(samples: readonly Sample[], errors: readonly string[], { wrong, revenue }: Books, who: string): Figure[] {
  const times = samples.map(({ ms }) => ms);
  const { paid, ordered, credited } = revenue;
  return [
    { what: `${who}: p50`, value: rounded(percentile(times, 0.5)), unit: 'ms' },
    { what: `${who}: p99`, value: rounded(percentile(times, 0.99)), unit: 'ms' },
    { what: `${who}: errors`, value: errors.length, unit: '', target: { atMost: 0 }, ...noteOf(errors) },
    {
      what: `${who}: whose available + held is not Σ entries`,
      value: wrong.length,
      unit: 'users',
      target: { atMost: 0 },
      ...noteOf(wrong),
    },
    {
      what: `${who}: revenue that is not in the books`,
      value: Math.abs(paid - ordered) + Math.abs(paid - credited),
      unit: 'fen',
      target: { atMost: 0 },
      note: `${paid} fen paid, ${ordered} in paid orders, ${credited} credited as points`,
    },
  ];
}

const FEW = 3;
const noteOf = (lines: readonly string[]) => (lines.length === 0 ? {} : { note: lines.slice(0, FEW).join('; ') });
