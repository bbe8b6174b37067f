import type { ParseArgsOptionsConfig } from 'node:util';
import type { OpenStage } from './context.ts';

/** Something that an operator does at the terminal: `npm run admin -- NAME …`. A mistake of theirs is a `UsageError`. */
export interface AdminCommand {
  name: string;
  /** Each of its forms, `grant USERNAME`, and what it does. */
  help: readonly (readonly [form: string, does: string])[];
  /** Whether what follows its name is one of its forms. */
  takes(args: readonly string[]): boolean;
  /** Options of its own. */
  options?: ParseArgsOptionsConfig;
  /** Answers what to print. */
  run(stage: OpenStage, args: readonly string[], options: Readonly<Record<string, unknown>>): Promise<string>;
}
