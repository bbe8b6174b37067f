import { registry } from '#functions/registry.ts';
import { startWorld } from '#tests/support/meter/world.ts';
import { fill } from '../growth/fill.ts';
import { measurePoint, type Point } from '../growth/measure.ts';
import { miniPasts } from '../growth/mini.ts';
import { newOwners } from '../growth/owners.ts';
import { isList } from '../growth/page.ts';
import { BY_HAND, platformPasts } from '../growth/platform.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { median, rounded } from '../statistics.ts';
import type { Row } from '../table.ts';

/** Records in each list. */
const SIZES = { quick: [20, 2000], full: [20, 2000, 20_000] };
const TIMES = { quick: 3, full: 7 };
const named = (size: number): string => size.toLocaleString('en-US');

/** What it takes a function at each size, in the order of the sizes. */
type Growth = { id: string; list: boolean; whole: boolean; points: Point[] };

/** Every function in its usual case with ever more records in the table. */
export async function run({ full, progress }: Run): Promise<Report> {
  const [sizes, times] = full ? [SIZES.full, TIMES.full] : [SIZES.quick, TIMES.quick];
  const world = await startWorld({ videoMs: 1000 });
  try {
    const owners = await newOwners(world);
    const now = Date.now();
    const pasts = [...miniPasts(owners, now), ...platformPasts(owners, now)];
    const unfilled = registry.filter((contract) => isList(contract) && !pasts.some(({ id }) => id === contract.id));
    if (unfilled.length > 0) throw new Error(`nothing fills ${unfilled.map(({ id }) => id).join(', ')}: bench/growth`);
    const all: Growth[] = registry.map((contract) => ({
      ...{ id: contract.id, list: isList(contract), points: [] },
      whole: pasts.some(({ id, most }) => id === contract.id && most !== undefined),
    }));
    let [from, records] = [0, 0];
    const totals: number[] = [];
    for (const size of sizes) {
      progress(`writing ${named(size - from)} records for each list`);
      records += await fill(world.table, pasts, { from, to: size });
      totals.push(records);
      from = size;
      // What V8 has yet to compile would count for the smallest size.
      if (size === sizes[0]) for (const contract of registry) await measurePoint(world, contract, owners, 2);
      for (const [at, contract] of registry.entries()) {
        progress(`${contract.id} with ${named(size)} records`);
        all[at]!.points.push(await measurePoint(world, contract, owners, times));
      }
    }
    return { figures: figuresOf(all, totals), tables: [tableOf(all, totals)], details: all };
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
  const others = all.filter(({ whole }) => !whole);
  const lists = others.filter(({ list }) => list);
  const most = (functions: readonly Growth[], of: (point: Point) => number) => Math.max(...functions.map((one) => growthOf(one, of)));
  /** With those that are over, by name. */
  const atMost = (limit: number, functions: readonly Growth[], of: (one: Growth) => number) => {
    const over = functions.filter((one) => of(one) > limit).map(({ id }) => id);
    return { target: { atMost: limit }, ...(over.length > 0 && { note: `over: ${over.join(', ')}` }) };
  };
  const queriesOf = ({ points }: Growth) => Math.max(...points.map(({ queries }) => queries));
  const scansOf = ({ points }: Growth) => Math.max(...points.map(({ scans }) => scans));
  return [
    { what: 'queries of a list endpoint', value: Math.max(...lists.map(queriesOf)), unit: '', ...atMost(1, lists, queriesOf) },
    { what: 'scans of a list endpoint', value: Math.max(...lists.map(scansOf)), unit: '', ...atMost(0, lists, scansOf) },
    {
      ...{ what: `units of list endpoints, ${range}`, value: most(lists, units), unit: '×', target: { atMost: 1 } },
      note: `${lists.map(({ id }) => id).join(', ')}; 20 of the records a page`,
    },
    {
      ...{ what: `units of any function, ${range}`, value: most(others, units), unit: '×' },
      ...atMost(1, others, (one) => growthOf(one, units)),
    },
    {
      ...{ what: `round trips of any function, ${range}`, value: most(others, trips), unit: '×' },
      ...atMost(1, others, (one) => growthOf(one, trips)),
    },
    ...all.filter(({ whole }) => whole).map(wholeFigure),
    { what: `ms, ${range}: median of all functions`, value: rounded(median(all.map((one) => growthOf(one, ms))), 2), unit: '×' },
  ];
}

/** Of what is read whole, what the longest costs. */
const wholeFigure = ({ id, points }: Growth): Figure => ({
  ...{ what: `units of a page of ${id}`, value: points.at(-1)!.units, unit: '' },
  note: `of the ${BY_HAND} that there are, all are read; of ${SIZES.quick[0]} it takes ${points[0]!.units}`,
});

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
    "Read, write and index units together, round trips and milliseconds with so many records in the table: as many for each list, and others' unpaid orders. Of an account's coupons and of the partners there are as many as an operator has made by hand, 100, and their lists read all. Times are with the meter in between and with the model's own time, the median of few calls.";
  return { title: 'Growth', note, rows };
}
