import { registry } from '#functions/registry.ts';
import { promisedKb, readBudgets, writeBudgets } from '#tests/infra/support/budgets.ts';
import { BuiltFunctions } from '#tests/infra/support/bundles.ts';
import { synthesise } from '#tests/infra/support/synthesis.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { rounded } from '../statistics.ts';

/** Counts what the build makes. `tests/infra/budgets.test.ts` holds the same against `bench/budgets.json`. */
export async function run({ progress, writeBudgets: mayWrite }: Run): Promise<Report> {
  progress('bundling');
  const built = await BuiltFunctions.make('bench');
  if (mayWrite) writeBudgets(built);
  progress('synthesising');
  const stacks = Object.entries(synthesise('prod').stacks).map(([stack, { Resources }]) => ({
    stack,
    resources: Object.keys(Resources).length,
  }));
  return {
    functions: registry.map((contract) => ({
      id: contract.id,
      KB: rounded(built.kilobytes(contract)),
      packages: built.packages(contract).size,
    })),
    figures: [...bundleFigures(built), stackFigure(stacks)],
    details: { stacks },
  };
}

/** The heaviest bundle of each kind that something was promised of. */
function bundleFigures(built: BuiltFunctions): Figure[] {
  const kinds = Map.groupBy(registry, (contract) => promisedKb(contract)?.of);
  return [...kinds].flatMap(([of, contracts]) => {
    if (of === undefined) return [];
    const heaviest = most(contracts, built.kilobytes);
    return {
      what: `a bundle of ${of}, at most`,
      value: rounded(built.kilobytes(heaviest), 1),
      unit: 'KB',
      target: { atMost: promisedKb(heaviest)!.KB },
      note: `${heaviest.id}, of ${contracts.length} functions`,
    };
  });
}

function stackFigure(stacks: readonly { stack: string; resources: number }[]): Figure {
  const largest = most(stacks, ({ resources }) => resources);
  const note = stacks.map(({ stack, resources }) => `${stack} ${resources}`).join(', ');
  return {
    what: 'resources in the largest stack',
    value: largest.resources,
    unit: '',
    target: { atMost: readBudgets().resourcesOfAStack },
    note,
  };
}

const most = <T>(things: readonly T[], of: (thing: T) => number): T => things.reduce((a, b) => (of(a) >= of(b) ? a : b));
