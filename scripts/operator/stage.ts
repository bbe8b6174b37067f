import { loadConfig, type StageConfig } from '#infra/config.ts';
import { UsageError } from './command.ts';

/** The configuration of `--stage`, whose name must be given: none is a good guess for a command that changes or judges one. */
export function stageConfig(stage: string | undefined): StageConfig {
  if (!stage) throw new UsageError('Which stage? Say --stage dev or --stage prod.');
  return loadConfig(stage);
}

/** The stage's region, or else the one of the environment or profile. */
export const regionOption = ({ region }: StageConfig): { region?: string } => (region ? { region } : {});
