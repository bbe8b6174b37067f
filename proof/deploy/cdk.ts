import { join } from 'node:path';
import { ACCOUNT, emulatedAccount, REGION } from './account.ts';
import { runCommand } from './commands.ts';
import { root } from './folders.ts';

export interface Cdk {
  /** Writes the stage's templates and assets into `output`. `source`: another checkout of the repository. */
  synth(output: string, context: Readonly<Record<string, string>>, source?: string): Promise<string>;
  bootstrap(): Promise<string>;
  /** Deploys what `synth` wrote. Answers what the CDK said. */
  deploy(assembly: string): Promise<string>;
  destroy(assembly: string): Promise<string>;
}

/** The real CDK CLI, led to the emulator and to nothing else. */
export function createCdk(url: string, signal: AbortSignal): Cdk {
  const program = join(root, 'node_modules/aws-cdk/bin/cdk');
  const env = { ...process.env, ...emulatedAccount(url), CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };
  const cdk = (args: string[], cwd = root) => runCommand(process.execPath, [program, '--no-notices', ...args], { cwd, env, signal });
  const contexts = (context: Readonly<Record<string, string>>) =>
    Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return {
    synth: (output, context, source) => cdk(['synth', '--quiet', '--output', output, ...contexts(context)], source),
    bootstrap: () => cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`]),
    deploy: (assembly) => cdk(['deploy', '--all', '--app', assembly, '--require-approval', 'never', '--progress', 'events']),
    destroy: (assembly) => cdk(['destroy', '--all', '--app', assembly, '--force']),
  };
}
