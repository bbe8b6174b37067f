import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Contract } from '#shared/contract/endpoint.ts';
import { jsonWire, type WireAnswer } from './answer.ts';
import { CONTENT_SECURITY_POLICY, HTML, START } from './docs-page.ts';

/** What the page needs of swagger-ui-dist; nothing is fetched from elsewhere. */
const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
};

/** Answers `GET /docs`, a page to read and try the API, and `GET /openapi.json`, its document; nothing else. */
export function createDocs(contracts: readonly Contract[]): (path: string, host: string | undefined) => Promise<WireAnswer | undefined> {
  return async (path, host) => {
    if (path === '/openapi.json') return jsonWire(200, await documentOf(contracts, host));
    if (path === '/docs' || path === '/docs/') return page('text/html; charset=utf-8', HTML);
    if (path === '/docs/start.js') return page('text/javascript', START);
    const name = path.startsWith('/docs/') ? path.slice('/docs/'.length) : '';
    const type = Object.hasOwn(files, name) ? files[name] : undefined;
    return type ? page(type, await readFile(join(viewer(), name))) : undefined;
  };
}

const viewer = (): string => dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = (type: string, content: string | Buffer): WireAnswer => ({
  status: 200,
  headers: { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff' },
  body: Buffer.from(content),
});

/** The server is the one that was asked, under the name it was asked by: another one would be another origin to a browser. */
async function documentOf(contracts: readonly Contract[], host = 'localhost'): Promise<object> {
  // Made when it is asked for: the start doesn't wait for the generator.
  const { openApiDocument } = await import('#shared/openapi/document.ts');
  const { version } = JSON.parse(await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
  return { ...openApiDocument(contracts, version), servers: [{ url: `http://${host}`, description: 'npm start' }] };
}
