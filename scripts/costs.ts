import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { costTable } from '#infra/costs/estimate.ts';

/** Writes the table of docs/costs.md anew, from `infra/costs/`. */
const file = resolve(import.meta.dirname, '../docs/costs.md');
const page = readFileSync(file, 'utf8');
writeFileSync(
  file,
  page.replace(/<!-- costs -->[\s\S]*<!-- \/costs -->/, () => `<!-- costs -->\n${costTable()}\n<!-- /costs -->`),
);
