import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { registry } from '#functions/registry.ts';
import { parseConfig } from '#infra/config.ts';
import { addStage, checkWithNag } from '#infra/stages.ts';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, Json>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Metadata?: Record<string, string>;
}
export type Json = string | number | boolean | Json[] | { [name: string]: Json };

export interface Template {
  Resources: Record<string, Resource>;
}

const root = resolve(import.meta.dirname, '../../..');
/** What the CDK CLI adds to `cdk.json`, and what cdk.json says. */
const context = {
  ...JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
};

export interface Synthesis {
  /** By the last part of their names: `Data`, `MiniProgram`. */
  stacks: Record<string, Template>;
  /** Every resource of the stage, by its logical id. */
  resources: [string, Resource][];
  folder: string;
  app: App;
}

/** The templates of one stage. Functions hold a stub unless `code` says where their bundles are. */
export function synthesise(stage: string, input: unknown = {}, code: (contract: Contract) => string = stub): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-synth-'));
  const app = new App({ context, outdir: folder, analyticsReporting: false });
  addStage(app, parseConfig(stage, input), registry, { code, sharp: () => ({ path: stub({ id: 'sharp-layer' }), hash: 'stub' }) });
  checkWithNag(app);
  const { stacks } = app.synth();
  const templates = Object.fromEntries(stacks.map(({ stackName, template }) => [stackName.split('-').at(-1)!, template as Template]));
  return { stacks: templates, resources: Object.values(templates).flatMap(({ Resources }) => Object.entries(Resources)), folder, app };
}

const stubs = mkdtempSync(join(tmpdir(), 'darkroom-stubs-'));

function stub(contract: { id: string }): string {
  const folder = join(stubs, functionName(contract));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), `exports.handler = async () => '${contract.id}';`);
  return folder;
}

export const ofType = ({ resources }: Synthesis, type: string): [string, Resource][] => resources.filter(([, { Type }]) => Type === type);

/** The logical id of the queue in which this one's messages end that can't be handled. */
export function deadLettersOf({ stacks }: Synthesis, queue: string): string {
  const { deadLetterTargetArn } = stacks.Data!.Resources[queue]!.Properties.RedrivePolicy as {
    deadLetterTargetArn: Record<string, string[]>;
  };
  const [id] = deadLetterTargetArn['Fn::GetAtt']!;
  return id!;
}
