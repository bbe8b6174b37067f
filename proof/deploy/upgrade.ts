import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf, runCommand } from './commands.ts';
import { root, runFolder } from './folders.ts';

/** The commit's full name; nothing where there is no such commit, as in a shallow clone. */
export async function findCommit(name: string): Promise<string | undefined> {
  const { code, output } = await outcomeOf('git', ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], { cwd: root });
  return code === 0 ? output.trim() : undefined;
}

/** The files of a commit in a folder of their own, with this checkout's packages and layers: both are bundled alike. */
export async function checkOut(commit: string): Promise<string> {
  const folder = join(runFolder, 'previous');
  const archive = join(runFolder, 'previous.tar');
  mkdirSync(join(folder, '.cache'), { recursive: true });
  mkdirSync(join(root, '.cache/layers'), { recursive: true });
  await runCommand('git', ['archive', '--output', archive, commit], { cwd: root });
  await runCommand('tar', ['-xf', archive, '-C', folder]);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, '.cache/layers'), join(folder, '.cache/layers'));
  return folder;
}
