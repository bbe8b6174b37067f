import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { registry } from '#functions/registry.ts';
import { type Capability, grantOf } from '#shared/contract/capabilities.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import type { BuiltFunctions } from './bundles.ts';

/** What a bundle may weigh and hold. `bench/budgets.json` has one for each function; `npm run bench -- --only counts --write-budgets` writes it. */
export interface Budget {
  KB: number;
  packages: number;
}

export interface Budgets {
  /** CloudFormation itself takes 500 in a stack. */
  resourcesOfAStack: number;
  functions: Record<string, Budget>;
}

/** How much a bundle may grow before somebody has to look at it. */
const HEADROOM = 1.03;
const RESOURCES = 350;
const file = resolve(import.meta.dirname, '../../../bench/budgets.json');

export const readBudgets = (): Budgets => JSON.parse(readFileSync(file, 'utf8')) as Budgets;

/** Makes of what there is now what there may be from now on. */
export function writeBudgets(built: BuiltFunctions): void {
  const budget = (contract: Contract): Budget => ({
    KB: Math.min(Math.ceil(built.kilobytes(contract) * HEADROOM), promisedKb(contract)?.KB ?? Number.POSITIVE_INFINITY),
    packages: built.packages(contract).size,
  });
  const functions = Object.fromEntries(registry.map((contract) => [contract.id, budget(contract)]));
  writeFileSync(file, `${JSON.stringify({ resourcesOfAStack: RESOURCES, functions }, null, 2)}\n`);
}

const promises = {
  plain: { of: 'DynamoDB + jose + schema', KB: 245 },
  objects: { of: 'DynamoDB + jose + schema + S3 + SQS', KB: 430 },
};

/** What was promised of bundles of its kind; nothing of those that carry the client of a model or of a payment provider, or read what a provider sends. */
export function promisedKb({ uses }: Contract): { of: string; KB: number } | undefined {
  if (uses.some((use: Capability) => /^(payments|notifications|models):/.test(use))) return undefined;
  return uses.map(grantOf).some(({ bucket, send }) => bucket || send) ? promises.objects : promises.plain;
}
