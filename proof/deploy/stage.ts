import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#local/settings.ts';
import { REGION, STAGE } from './account.ts';

/**
 * `<folder>/dev.json`: the stage, on this machine's processor, with the stand-ins for outside services. `WAIT_SECONDS` lets a request
 * see its picture through on a slow machine.
 */
export function writeStage(folder: string, settings: Settings): string {
  const config = { region: REGION, arch: process.arch === 'arm64' ? 'arm64' : 'x86_64', settings: { ...settings, WAIT_SECONDS: '20' } };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${STAGE}.json`), JSON.stringify(config, null, 2));
  return folder;
}
