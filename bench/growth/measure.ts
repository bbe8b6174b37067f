import type { Contract } from '#shared/contract/endpoint.ts';
import { type Counts, inAll } from '#tests/support/meter/counts.ts';
import type { World } from '#tests/support/meter/world.ts';
import { usualCase } from '../calls.ts';
import { median } from '../statistics.ts';
import type { Owners } from './owners.ts';
import { isList, page } from './page.ts';

/** What one function took with so many records in the table. */
export interface Point {
  units: number;
  trips: number;
  queries: number;
  scans: number;
  ms: number;
}

/** The first call is counted but not timed. Lists are asked for by those whose past the records are; every other function has its usual case. */
export async function measurePoint(world: World, contract: Contract, owners: Owners, times: number): Promise<Point> {
  const samples: { counts: Counts; ms: number }[] = [];
  for (let turn = 0; turn <= times; turn++) {
    const act = isList(contract) ? () => page(world, contract, owners) : await usualCase(contract).prepare(world);
    world.meter.take();
    const began = performance.now();
    await act();
    samples.push({ ms: performance.now() - began, counts: world.meter.take() });
  }
  const most = (of: (counts: Counts) => number) => Math.max(...samples.map(({ counts }) => of(counts)));
  return {
    units: most(inAll),
    trips: most(({ roundTrips }) => roundTrips),
    queries: most(({ operations }) => operations.Query?.roundTrips ?? 0),
    scans: most(({ operations }) => operations.Scan?.roundTrips ?? 0),
    ms: median(samples.slice(1).map(({ ms }) => ms)),
  };
}
