import { join, resolve } from 'node:path';
import { registry } from '#functions/registry.ts';
import { assetOf, type Bundles, bundle } from '#infra/bundle.ts';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';

const root = resolve(import.meta.dirname, '../../..');

/** All functions, bundled as for AWS, in a folder of this test file's own: inside the repository, where `sharp` can be found. */
export class BuiltFunctions {
  readonly #built: Bundles;
  readonly folder: string;

  private constructor(folder: string, built: Bundles) {
    this.folder = folder;
    this.#built = built;
  }

  static async make(name: string): Promise<BuiltFunctions> {
    const folder = join(root, '.cache/tests', name);
    return new BuiltFunctions(folder, await bundle(registry, folder));
  }

  asset = (contract: Contract): string => assetOf(contract, this.folder);

  kilobytes = (contract: Contract): number => this.#built.bytes[functionName(contract)]! / 1024;

  /** Names of the packages that are in a function's bundle with at least a byte. */
  packages(contract: Contract): Set<string> {
    const end = `/${functionName(contract)}/index.js`;
    const [, output] = Object.entries(this.#built.metafile.outputs).find(([file]) => file.endsWith(end))!;
    const files = Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
    return new Set(files.flatMap((file) => packageOf(file) ?? []));
  }

  /** Every file that went into a function's bundle. */
  files(contract: Contract): string[] {
    const end = `/${functionName(contract)}/index.js`;
    return Object.keys(Object.entries(this.#built.metafile.outputs).find(([file]) => file.endsWith(end))![1].inputs);
  }
}

const packageOf = (file: string): string | undefined => /.*node_modules\/((@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
