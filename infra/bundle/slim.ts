import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { alipayReplacements } from './alipay.ts';
import { grantsAtWork } from './capabilities.ts';
import { withChatOnly } from './openai.ts';
import { formParser, type Replacement, replacements } from './replacements.ts';
import { trimmedClients, withoutUnusedErrors, withPlainKeys } from './sdk-errors.ts';

const schemas = new RegExp(`@aws-sdk/(${trimmedClients.join('|')})/dist-es/schemas/schemas_0\\.js$`);
/** The clients take their own version number from here, for the User-Agent: 2 KB each. */
const manifest = /@aws-sdk\/[\w-]+\/package\.json$/;

const openaiClient = /[\\/]openai[\\/]client\.mjs$/;

/** Leaves out what the table names. */
const replacing = (name: string, table: readonly Replacement[]): Plugin => ({
  name,
  setup(build) {
    for (const { file, contents } of table) build.onLoad({ filter: file }, () => ({ contents, loader: 'js' }));
  },
});

const trimmed: Plugin = {
  name: 'trimmed-clients',
  setup(build) {
    build.onLoad({ filter: schemas }, async ({ path }) => {
      const client = schemas.exec(path)![1]!;
      return { contents: withPlainKeys(withoutUnusedErrors(client, await readFile(path, 'utf8'))), loader: 'js' };
    });
    build.onLoad({ filter: openaiClient }, async ({ path }) => ({ contents: withChatOnly(await readFile(path, 'utf8')), loader: 'js' }));
    build.onLoad({ filter: manifest }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** For every function. */
export const slim = [replacing('unused-parts', [...replacements, ...alipayReplacements, grantsAtWork]), trimmed];
/** Besides, for functions that accept no form. */
export const formless = replacing('no-forms', [formParser]);
