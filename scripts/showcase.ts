import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import { repairPicture } from '#shared/domain/repair/repair.ts';
import type { RepairParts } from '#shared/domain/repair/step.ts';
import { type Repair, repairKey } from '#shared/domain/repair/types.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { run, UsageError } from './operator/command.ts';
import { openModel, type ShowcaseModel } from './showcase/model.ts';
import { type Photo, photosIn } from './showcase/photos.ts';
import { repairsFor, suffixOf } from './showcase/repairs.ts';
import { type Cell, contactSheet } from './showcase/sheet.ts';
import { stepFiles, stepsInMemory } from './showcase/steps.ts';

const help = `npm run showcase -- FOLDER [--out DIR]

Repairs every photo of a folder in every way that partners can ask for, and writes the results and contact
sheets (before | after). Uses Gemini when GEMINI_API_KEY is set, which costs money (about 4 pictures for each
photo; what was paid for is kept in DIR/steps), and the local stand-in otherwise.

  FOLDER        JPEG, PNG, WebP, HEIC
  --out DIR     where the results go; default showcase/, which git ignores
  --only TYPE   one repair_type (sr | sr,repair | sr,repair,colour | bg), may be repeated
  --rgb R,G,B   background of bg, may be repeated; default 255,255,255 and 67,142,219
  --help        this text`;

/** Photos on one sheet. */
const ROWS = 6;

await run(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'showcase' },
      only: { type: 'string', multiple: true },
      rgb: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  if (positionals.length !== 1) throw new UsageError(help);
  const photos = photosIn(resolve(positionals[0]!));
  const repairs = repairsFor(values);
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const model = await openModel(process.env);
  try {
    console.log(`${photos.length} photos, ${repairs.map(repairKey).join(' · ')}, by ${model.paid ? model.id : 'the local stand-in'}`);
    await show(photos, repairs, partsFor(model, out), out);
  } finally {
    await model.close();
  }
});

function partsFor({ images, id, paid }: ShowcaseModel, out: string): RepairParts {
  return {
    tools: sharpTools,
    images,
    model: id,
    cache: paid ? stepFiles(join(out, 'steps')) : stepsInMemory(),
    timeoutMs: 120_000,
    attempt: { sleep, hasTime: () => true, onRetry: (error) => console.log(`  again: ${wordsOf(error)}`) },
  };
}

async function show(photos: readonly Photo[], repairs: readonly Repair[], parts: RepairParts, out: string): Promise<void> {
  const rows: Cell[][] = [];
  for (const [number, photo] of photos.entries()) {
    console.log(`${number + 1} of ${photos.length}  ${photo.name}`);
    const row: Cell[] = [{ caption: photo.name, file: photo.file }];
    for (const repair of repairs) row.push(await cellOf(photo, repair, parts, out));
    rows.push(row);
  }
  for (let first = 0; first < rows.length; first += ROWS) {
    const file = join(out, `contact-sheet-${first / ROWS + 1}.jpg`);
    await contactSheet(rows.slice(first, first + ROWS), file);
    console.log(file);
  }
  const failed = rows.flat().filter(({ problem }) => problem !== undefined).length;
  if (failed > 0) throw new UsageError(`${failed} of ${photos.length * repairs.length} repairs failed; the sheet says which and why.`);
}

async function cellOf({ file, name }: Photo, repair: Repair, parts: RepairParts, out: string): Promise<Cell> {
  const caption = repairKey(repair);
  const began = performance.now();
  try {
    const { bytes } = await repairPicture(parts, { type: 'application/octet-stream', bytes: await readFile(file) }, repair);
    const result = join(out, `${name}.${suffixOf(repair)}.jpg`);
    await writeFile(result, bytes);
    const { width, height } = await parts.tools.measure({ type: 'image/jpeg', bytes });
    const facts = `${width} × ${height}, ${(bytes.length / 1e6).toFixed(1)} MB, ${((performance.now() - began) / 1000).toFixed(1)} s`;
    console.log(`  ${caption.padEnd(18)} ${facts}`);
    return { caption: `${caption}  ${width} × ${height}`, file: result };
  } catch (error) {
    if (!isFault(error)) throw error;
    console.log(`  ${caption.padEnd(18)} failed: ${wordsOf(error)}`);
    return { caption, problem: error.code };
  }
}

function wordsOf(error: unknown): string {
  return isFault(error) ? `${error.code} ${error.details.reason ?? error.message}` : String(error);
}
