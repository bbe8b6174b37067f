import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';
import { formless, slim } from './bundle/slim.ts';
import { Problem } from './problem.ts';

const root = resolve(import.meta.dirname, '..');
export const buildFolder = join(root, 'build');

/** `build/ImageRestore`: what is uploaded for a function, its `index.js` and nothing else. */
export const assetOf = (contract: { id: string }, folder = buildFolder): string => join(folder, functionName(contract));

export const handlerFile = (contract: { id: string }): string => `functions/${contract.id}.lambda.ts`;

/**
 * CommonJS, because an ESM `import 'node:http'` makes Node load all of undici (36 ms). Dynamic imports become `require`s of code in
 * the same file, evaluated when they are reached.
 */
const options = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  external: ['sharp'],
  // `require` would take the package's other build, a second copy of it (77 KB).
  alias: { 'fast-xml-parser': join(root, 'node_modules/fast-xml-parser/src/fxp.js') },
  // Chinese as it is: escaped, each character of the faults' messages would take twice the room in every bundle.
  charset: 'utf8',
  legalComments: 'none',
  sourcemap: 'external',
  metafile: true,
  write: false,
  logLevel: 'warning',
} satisfies BuildOptions;

export interface Bundles {
  /** Bytes of each function's `index.js`, by function name. */
  bytes: Readonly<Record<string, number>>;
  metafile: Metafile;
}

/**
 * Bundles the handlers of all contracts into `folder`, with source maps and esbuild's metafile beside them. Two calls of esbuild,
 * side by side, because what accepts forms needs their parser and nothing else does. `tree`: where `functions/` and `shared/` are.
 */
export async function bundle(contracts: readonly Contract[], folder = buildFolder, tree = root): Promise<Bundles> {
  const missing = contracts.map(handlerFile).filter((file) => !existsSync(join(tree, file)));
  if (missing.length > 0) throw new Problem(`The registry names functions without a handler: ${missing.join(', ')}`);

  const [forms, others] = await Promise.all([
    buildAll(contracts.filter(acceptsForms), folder, slim, tree),
    buildAll(
      contracts.filter((contract) => !acceptsForms(contract)),
      folder,
      [...slim, formless],
      tree,
    ),
  ]);
  const files = [...forms.outputFiles, ...others.outputFiles];
  const metafile = merge(forms.metafile, others.metafile);
  await rm(folder, { recursive: true, force: true });
  await Promise.all(files.map((file) => write(folder, file)));
  await writeFile(join(folder, 'meta.json'), JSON.stringify(metafile));
  // The repository's own package.json says that .js files are modules.
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  const scripts = files.filter(({ path }) => path.endsWith('.js'));
  return { bytes: Object.fromEntries(scripts.map(({ path, contents }) => [nameOf(path), contents.length])), metafile };
}

const acceptsForms = (contract: Contract): boolean => contract.kind === 'endpoint' && contract.accepts === 'form';

function buildAll(contracts: readonly Contract[], outdir: string, plugins: Plugin[], absWorkingDir: string) {
  const entryPoints = Object.fromEntries(contracts.map((contract) => [`${functionName(contract)}/index`, handlerFile(contract)]));
  return build({ ...options, entryPoints, outdir, plugins, absWorkingDir });
}

const merge = (a: Metafile, b: Metafile): Metafile => ({
  inputs: { ...a.inputs, ...b.inputs },
  outputs: { ...a.outputs, ...b.outputs },
});

const nameOf = (path: string): string => basename(dirname(path));

async function write(folder: string, { path, contents }: OutputFile): Promise<void> {
  const target = path.endsWith('.map') ? join(folder, 'maps', `${nameOf(path)}.js.map`) : path;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, contents);
}
