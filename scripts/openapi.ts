import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { registry } from '#functions/registry.ts';
import { openApiDocument } from '#shared/openapi/document.ts';

const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
const document = openApiDocument(registry, version);
const file = resolve(root, 'docs/openapi.json');
writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
execFileSync(resolve(root, 'node_modules/.bin/biome'), ['format', '--write', file], { cwd: root });
console.log(`${Object.keys(document.paths ?? {}).length} paths in docs/openapi.json`);
