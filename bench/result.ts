import { cpus } from 'node:os';
import type { Report, ScenarioName } from './scenario.ts';

/** What a run leaves behind as JSON. */
export interface Result {
  /** ISO time of its start. */
  at: string;
  full: boolean;
  machine: { node: string; platform: string; cpu: string; cores: number };
  reports: Partial<Record<ScenarioName, Report>>;
}

export const newResult = (full: boolean): Result => ({
  at: new Date().toISOString(),
  full,
  machine: {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
  },
  reports: {},
});
