import { registry } from '#functions/registry.ts';
import { startWorld } from '#tests/support/meter/world.ts';
import { fill, nothingFilled } from '../growth/fill.ts';
import { isList, measurePoint, type Point } from '../growth/measure.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { median, rounded } from '../statistics.ts';
import type { Row } from '../table.ts';

const SIZES = { quick: [100, 10_000], full: [100, 10_000, 100_000] };
const TIMES = { quick: 3, full: 7 };
const named = (size: number): string => size.toLocaleString('en-US');

/** What it takes a function at each size, in the order of the sizes. */
type Growth = { id: string; list: boolean; points: Point[] };

/** Every function in its usual case with ever more records in the table. */
export async function run({ full, progress }: Run): Promise<Report> {
  const [sizes, times] = full ? [SIZES.full, TIMES.full] : [SIZES.quick, TIMES.quick];
  const world = await startWorld({ videoMs: 1000 });
  try {
    const owner = await world.signIn();
    const all: Growth[] = registry.map((contract) => ({ id: contract.id, list: isList(contract), points: [] }));
    let filled = nothingFilled;
    for (const size of sizes) {
      progress(`writing ${named(size - filled.records)} records`);
      filled = await fill(world.table, owner.account, filled, size);
      // What V8 has yet to compile would count for the smallest size.
      if (size === sizes[0]) for (const contract of registry) await measurePoint(world, contract, owner, 2);
      for (const [at, contract] of registry.entries()) {
        progress(`${contract.id} with ${named(size)} records`);
        all[at]!.points.push(await measurePoint(world, contract, owner, times));
      }
    }
    return { figures: figuresOf(all, sizes), tables: [tableOf(all, sizes)], details: all };
  } finally {
    await world.close();
  }
}

/** How much more the last point is than the first; what asks nothing of DynamoDB doesn't grow. */
const growthOf = ({ points }: Growth, of: (point: Point) => number): number => {
  const [first, last] = [of(points[0]!), of(points.at(-1)!)];
  return rounded(first === 0 && last === 0 ? 1 : last / first, 2);
};

const units = ({ units: number }: Point) => number;
const trips = ({ trips: number }: Point) => number;
const ms = ({ ms: number }: Point) => number;

function figuresOf(all: readonly Growth[], sizes: readonly number[]): Figure[] {
  const range = `${named(sizes[0]!)} → ${named(sizes.at(-1)!)} records`;
  const lists = all.filter(({ list }) => list);
  const most = (functions: readonly Growth[], of: (point: Point) => number) => Math.max(...functions.map((one) => growthOf(one, of)));
  const worst = (of: (point: Point) => number) => Math.max(...lists.flatMap(({ points }) => points.map(of)));
  const over = all.filter((one) => growthOf(one, units) > 1).map(({ id }) => id);
  const note = `${lists.map(({ id }) => id).join(', ')}; 20 of the records a page`;
  return [
    { what: 'queries of a list endpoint', value: worst(({ queries }) => queries), unit: '', target: { atMost: 1 }, note },
    { what: 'scans of a list endpoint', value: worst(({ scans }) => scans), unit: '', target: { atMost: 0 } },
    { what: `units of list endpoints, ${range}`, value: most(lists, units), unit: '×', target: { atMost: 1 } },
    {
      ...{ what: `units of any function, ${range}`, value: most(all, units), unit: '×', target: { atMost: 1 } },
      ...(over.length > 0 && { note: `over: ${over.join(', ')}` }),
    },
    { what: `round trips of any function, ${range}`, value: most(all, trips), unit: '×', target: { atMost: 1 } },
    { what: `ms, ${range}: median of all functions`, value: rounded(median(all.map((one) => growthOf(one, ms))), 2), unit: '×' },
  ];
}

function tableOf(all: readonly Growth[], sizes: readonly number[]) {
  const columns = (one: Growth, what: string, of: (point: Point) => number): Row =>
    Object.fromEntries(one.points.map((point, at) => [`${what}, ${named(sizes[at]!)}`, of(point)]));
  const rows = all.map((one) => ({
    function: one.id,
    ...columns(one, 'units', units),
    'units grow ×': growthOf(one, units),
    ...columns(one, 'trips', trips),
    ...columns(one, 'ms', (point) => rounded(point.ms, 1)),
  }));
  const note =
    "Read, write and index units together, round trips and milliseconds with so many records in the table: four fifths of them are the entries and finished jobs of the account whose lists are asked for, the rest others' unpaid orders. Times are with the meter in between and with the model's own time, the median of few calls.";
  return { title: 'Growth', note, rows };
}
