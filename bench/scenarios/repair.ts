import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Repair, repairKey } from '#shared/domain/repair/types.ts';
import { startReadyModel } from '../repair/model.ts';
import { drawPhotos, type Megapixels, type Photos, sizes } from '../repair/photos.ts';
import type { RepairAnswer, RepairOrder } from '../repair/worker.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { median, rounded } from '../statistics.ts';
import type { Row } from '../table.ts';

const TIMES = { quick: 2, full: 5 };
/** MB, of which a gigabyte has 1,024. */
const MOST_MEMORY = 1024;
const repairs: Repair[] = [
  { type: 'sr' },
  { type: 'sr,repair' },
  { type: 'sr,repair,colour' },
  { type: 'bg', rgb: { r: 67, g: 142, b: 219 } },
];
const worker = resolve(import.meta.dirname, '../repair/worker.ts');

/** Repairs drawn portraits in a process of its own for each size and kind, with a model whose answers are ready. */
export async function run({ full, progress }: Run): Promise<Report> {
  progress('drawing portraits of 2, 12 and 48 megapixels');
  const photos = await drawPhotos();
  const model = await startReadyModel(photos);
  const rows: Row[] = [];
  try {
    for (const megapixels of [2, 12, 48] as const) {
      for (const repair of repairs) {
        progress(`${repairKey(repair)} of ${megapixels} megapixels`);
        rows.push(await measure(photos, model.url, megapixels, repair, full ? TIMES.full : TIMES.quick));
      }
    }
  } finally {
    model.close();
  }
  return { figures: rows.map(memoryOf), tables: [{ title: 'The repair worker', note, rows }], details: rows };
}

const note =
  "One picture after the other in one process, all cores, JPEG in and out, 4K answers of a model that has them ready: the worker's own time. A worker waits for the model besides, seconds for each of its steps, and there are as many workers as pictures. Memory is the process's peak, Node and TypeScript included.";

async function measure({ files }: Photos, modelUrl: string, megapixels: Megapixels, repair: Repair, times: number): Promise<Row> {
  const answer = await workerAnswer({ file: files[megapixels], repair, times, modelUrl });
  if ('error' in answer) throw new Error(answer.error);
  const each = median(answer.ms);
  return {
    megapixels,
    repair: repair.type,
    input: `${sizes[megapixels].width} × ${sizes[megapixels].height}`,
    'ms each': rounded(each),
    'pictures per minute': rounded(60_000 / each, 1),
    'peak MB': rounded(answer.peakMegabytes),
    'result MB': rounded(answer.resultBytes / 1e6, 1),
  };
}

async function workerAnswer(order: RepairOrder): Promise<RepairAnswer> {
  const child = fork(worker, { env: { ...process.env, LOG_LEVEL: 'silent' } });
  let answer: RepairAnswer = { error: 'the worker ended without an answer: out of memory?' };
  child.on('message', (word: RepairAnswer) => {
    answer = word;
  });
  child.send(order);
  await once(child, 'exit');
  return answer;
}

const memoryOf = ({ megapixels, repair, 'peak MB': peak }: Row): Figure => ({
  what: `the repair worker's peak memory: ${repair} of ${megapixels} megapixels`,
  value: Number(peak),
  unit: 'MB',
  target: { atMost: MOST_MEMORY },
});
