import type { Contract, Endpoint } from '#shared/contract/endpoint.ts';
import { type Counts, inAll } from '#tests/support/meter/counts.ts';
import type { User, World } from '#tests/support/meter/world.ts';
import { usualCase } from '../calls.ts';
import { median } from '../statistics.ts';

const PAGE = 20;

/** What one function took with so many records in the table. */
export interface Point {
  units: number;
  trips: number;
  queries: number;
  scans: number;
  ms: number;
}

/** A list is whatever takes a `limit`. */
export const isList = (contract: Contract): contract is Endpoint =>
  contract.kind === 'endpoint' && contract.query?.safeParse({ limit: String(PAGE) }).success === true && takesLimit(contract);

const takesLimit = ({ query }: Endpoint): boolean =>
  (query!.safeParse({ limit: String(PAGE) }).data as { limit?: unknown }).limit === PAGE && !query!.safeParse({ limit: '0' }).success;

/** The first call is counted but not timed. Lists are asked for by the account whose past the records are; every other function has its usual case. */
export async function measurePoint(world: World, contract: Contract, owner: User, times: number): Promise<Point> {
  const samples: { counts: Counts; ms: number }[] = [];
  for (let turn = 0; turn <= times; turn++) {
    const act = isList(contract) ? () => list(world, contract, owner) : await usualCase(contract).prepare(world);
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

/** A page must be full, or it would say nothing of a long list. */
async function list(world: World, { method, path }: Endpoint, { token }: User): Promise<void> {
  const { data } = await world.call<{ data: Record<string, unknown> }>(method, `${path}?limit=${PAGE}`, { token });
  const listed = Object.values(data).find(Array.isArray);
  if (listed?.length !== PAGE) throw new Error(`${path} lists ${listed?.length} instead of ${PAGE}`);
}
