import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { promisedKb, readBudgets } from './support/budgets.ts';
import { BuiltFunctions } from './support/bundles.ts';
import { synthesise } from './support/synthesis.ts';

const budgets = readBudgets();
const built = await BuiltFunctions.make('budgets');
const HOW = 'after a change that is meant: npm run bench -- --only counts --write-budgets';

test('every function has a budget, and no budget is of a function that is gone', () => {
  expect(Object.keys(budgets.functions).sort(), HOW).toEqual(registry.map(({ id }) => id).sort());
});

test('no bundle is above its budget', () => {
  for (const contract of registry) {
    expect(built.kilobytes(contract), `KB of ${contract.id}; ${HOW}`).toBeLessThanOrEqual(budgets.functions[contract.id]!.KB);
  }
});

test('no bundle holds more packages than its budget', () => {
  for (const contract of registry) {
    const packages = [...built.packages(contract)];
    const what = `packages of ${contract.id}: ${packages.join(', ')}; ${HOW}`;
    expect(packages.length, what).toBeLessThanOrEqual(budgets.functions[contract.id]!.packages);
  }
});

test('no budget is above what was promised: 245 KB with DynamoDB, 430 KB with S3 and SQS besides', () => {
  const promised = registry.filter(promisedKb);
  expect(new Set(promised.map((contract) => promisedKb(contract)!.KB))).toEqual(new Set([245, 430]));
  for (const contract of promised) {
    expect(budgets.functions[contract.id]!.KB, contract.id).toBeLessThanOrEqual(promisedKb(contract)!.KB);
  }
});

test('no stack of any stage has more resources than its budget', () => {
  expect(budgets.resourcesOfAStack).toBeLessThanOrEqual(350);
  for (const stage of ['dev', 'prod']) {
    for (const [name, { Resources }] of Object.entries(synthesise(stage).stacks)) {
      expect(Object.keys(Resources).length, `${stage}, ${name}`).toBeLessThanOrEqual(budgets.resourcesOfAStack);
    }
  }
});
