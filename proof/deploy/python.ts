import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, outcomeOf } from './commands.ts';
import { pythonFolder } from './folders.ts';
import { Skip } from './skip.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
/** A copy of what was installed: tells when the requirements have changed. */
const installed = join(pythonFolder, 'installed.txt');
const NEWER = 'import sys; sys.exit(sys.version_info < (3, 10))';

/** The path of a program in the virtual environment. */
export const inVenv = (program: string): string => join(pythonFolder, 'bin', program);

/** A virtual environment with exactly the packages of `requirements.txt`; installed when it isn't there yet. */
export async function preparePython(): Promise<void> {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8')) return;
  const python = await findPython();
  rmSync(pythonFolder, { recursive: true, force: true });
  await orSkip(python, ['-m', 'venv', pythonFolder], `${python} can't make a virtual environment`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  await orSkip(inVenv('python'), pip, "MiniStack and cfn-lint can't be installed from the package index");
  copyFileSync(requirements, installed);
}

async function findPython(): Promise<string> {
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'])
    if ((await outcomeOf(name, ['-c', NEWER])).code === 0) return name;
  throw new Skip('there is no Python ≥ 3.10');
}

async function orSkip(program: string, args: string[], reason: string): Promise<void> {
  const { code, output } = await outcomeOf(program, args);
  if (code !== 0) throw new Skip(`${reason}\n${lastLines(output, 5)}`);
}
