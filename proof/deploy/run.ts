import type { Services } from '#local/services.ts';
import type { Cdk } from './cdk.ts';
import type { Checks } from './checks.ts';
import type { Emulator } from './emulator.ts';
import type { Options } from './options.ts';
import type { Drawn } from './photos.ts';

/** What the parts of one run share. */
export interface Run {
  options: Options;
  checks: Checks;
  cdk: Cdk;
  emulator: Emulator;
  services: Services;
  photos: Drawn;
  say(line: string): void;
}
