import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Arch } from '../config.ts';
import { Problem } from '../problem.ts';

const recipe = join(import.meta.dirname, 'sharp');
const cache = resolve(import.meta.dirname, '../../.cache/layers');
const cpu: Readonly<Record<Arch, string>> = { arm64: 'arm64', x86_64: 'x64' };

export interface Layer {
  path: string;
  /** Tells one content from another without reading 18 MB. */
  hash: string;
}

/** The folder of the sharp layer, `nodejs/node_modules/…`; installed when this lock file and processor haven't been before. */
export function sharpLayer(arch: Arch): Layer {
  const lock = readFileSync(join(recipe, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).update(arch).digest('hex');
  const path = join(cache, `sharp-${arch}-${hash.slice(0, 12)}`);
  if (!existsSync(path)) install(arch, path);
  return { path, hash };
}

function install(arch: Arch, path: string): void {
  const draft = `${path}.${process.pid}`;
  const nodejs = join(draft, 'nodejs');
  mkdirSync(nodejs, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(recipe, file), join(nodejs, file));
  const target = [`--cpu=${cpu[arch]}`, '--os=linux', '--libc=glibc'];
  try {
    execFileSync('npm', ['ci', ...target, '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: nodejs,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (!existsSync(join(nodejs, `node_modules/@img/sharp-linux-${cpu[arch]}`))) throw new Error('npm left out its binary');
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const reason = (error as { stderr?: Buffer }).stderr?.toString().split('\n').slice(0, 4).join('\n') || (error as Error).message;
    throw new Problem(
      `The sharp layer for linux/${arch} is installed from the npm registry once, and that failed. Check the network and try again.\n${reason}`,
    );
  }
}
