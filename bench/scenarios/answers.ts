import { registry } from '#functions/registry.ts';
import type { Contract, Endpoint } from '#shared/contract/endpoint.ts';
import { startWorld, type World } from '#tests/support/meter/world.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { exampleCall, usualCase, withoutMeter } from '../calls.ts';
import { modelTimes, slowModel, spread } from '../model.ts';
import type { Report, Run } from '../scenario.ts';
import { median, percentile, rounded } from '../statistics.ts';

const TIMES = { quick: 4, full: 15 };
/** How much longer the image model is made to take. */
const LEAST_MS = 300;
const SPREAD_MS = 600;

/** More than any picture costs. */
const POINTS = 100;

type Act = () => Promise<unknown>;

/** Every function's answer on the local stack, once it has been called before, without the time that the image model's stand-in took. */
export async function run({ full, progress }: Run): Promise<Report> {
  const model = modelTimes();
  const world = await startWorld({ videoMs: 1000 });
  withoutMeter(world);
  try {
    const photo = await damagedPhoto(800, 1000);
    const added = new Map<string, number[]>();
    const measure = async (contract: Contract, prepare: (turn: number) => Promise<Act>) => {
      progress(contract.id);
      const samples: number[] = [];
      for (let turn = 0; turn <= (full ? TIMES.full : TIMES.quick); turn++) samples.push(await timed(await prepare(turn), model));
      added.set(contract.id, samples.slice(1));
    };
    world.stack.resumeWorkers();
    for (const contract of registry.filter(waitsForPicture)) await measure(contract, (turn) => waiting(world, contract, photo, turn));
    await world.stack.pauseWorkers();
    for (const contract of registry) if (!added.has(contract.id)) await measure(contract, () => usualCase(contract).prepare(world));
    const functions = registry.map(({ id }) => ({ id, 'added ms': rounded(median(added.get(id)!), 1) }));
    const details = Object.fromEntries([...added].map(([id, ms]) => [id, { median: median(ms), p95: percentile(ms, 0.95), ms }]));
    return { functions, details };
  } finally {
    await world.close();
  }
}

/** A video's 202 is its answer: nobody waits for it in one request. */
const waitsForPicture = (contract: Contract): contract is Endpoint =>
  contract.kind === 'endpoint' && contract.uses.includes('queue:image-jobs');

/** The contract's example by a new user, answered when the picture is there. */
async function waiting(world: World, endpoint: Endpoint, photo: Buffer, turn: number): Promise<Act> {
  const { token } = endpoint.api === 'platform' ? await world.signUp(POINTS) : await world.signIn();
  await slowModel(world.stack, LEAST_MS + SPREAD_MS * spread(turn));
  return () => world.call(endpoint.method, endpoint.path, { ...exampleCall(endpoint, photo), token });
}

async function timed(act: Act, model: { take(): number }): Promise<number> {
  model.take();
  const began = performance.now();
  await act();
  return performance.now() - began - model.take();
}
