import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit, Plant } from './plant.ts';

/** What a function is made of. */
const PARTS = ['functions', 'shared', 'package.json'];

/** A copy of the tree with the bug in it; `remove` takes it away again. */
export async function grow(root: string, plant: Plant): Promise<{ root: string; remove(): Promise<void> }> {
  const copy = await mkdtemp(join(tmpdir(), 'darkroom-planted-'));
  const remove = () => rm(copy, { recursive: true, force: true });
  try {
    for (const part of PARTS) await cp(join(root, part), join(copy, part), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const edit of [plant, ...(plant.also ?? [])]) {
      const file = join(copy, edit.file);
      await writeFile(file, planted(await readFile(file, 'utf8'), edit));
    }
    return { root: copy, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The text with the bug. A bug that no longer fits is an error: it would prove nothing. */
export function planted(text: string, { file, from, to }: Edit): string {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${file}: what the planted bug replaces is there ${times} times: ${from}`);
  return text.replace(from, () => to);
}
