import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { registry } from '#functions/registry.ts';
import { eventFile } from '#shared/contract/endpoint.ts';
import { sampleEvent } from './events/sample.ts';

const root = resolve(import.meta.dirname, '..');
for (const file of readdirSync(join(root, 'events'))) rmSync(join(root, 'events', file));
for (const contract of registry) {
  writeFileSync(join(root, eventFile(contract)), `${JSON.stringify(sampleEvent(contract), null, 2)}\n`);
}
console.log(`${registry.length} sample events in events/`);
