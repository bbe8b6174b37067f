import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assetOf, bundle } from '#infra/bundle.ts';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';

export interface Code {
  /** The function's module, bundled as it is deployed, at its first use. */
  moduleOf(contract: Contract): Promise<URL>;
  remove(): Promise<void>;
}

let made = 0;

/** The functions of the tree at `root`, each in one file: a container starts from it three times as fast as from the sources. */
export function createCode(root: string): Code {
  const folder = join(root, '.cache', `faults-${process.pid}-${++made}`);
  const modules = new Map<string, Promise<URL>>();
  const build = async (contract: Contract): Promise<URL> => {
    const own = join(folder, functionName(contract));
    await bundle([contract], own, root);
    return pathToFileURL(join(assetOf(contract, own), 'index.js'));
  };
  return {
    moduleOf(contract) {
      const found = modules.get(contract.id) ?? build(contract);
      modules.set(contract.id, found);
      return found;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
