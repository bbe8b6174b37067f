import fc from 'fast-check';
import { forgetCalls } from '#tests/support/platform/limits.ts';
import { entranceOf, shown } from '../callers/index.ts';
import { named, things } from '../callers/things.ts';
import type { Attempt } from './attempt.ts';
import type { Cast } from './cast.ts';
import type { Operation } from './document.ts';
import { attemptOf, type Draft, type Material, validDraft } from './generate/draft.ts';
import { hostile } from './generate/hostile.ts';
import { near } from './generate/near.ts';
import { type Finding, jsonOf } from './judge.ts';
import { money } from './money.ts';
import { type Named, Pool } from './pool.ts';
import { createMatch } from './route.ts';
import { SAMPLE_USERNAME, sampleUser } from './sample-user.ts';
import { type Answer, NoAnswer, send } from './send.ts';
import { webhooks } from './webhooks.ts';
import { ADDRESS, uploaded, WAIT_SECONDS, type World } from './world.ts';

/** What an endpoint may take beyond its wait, on a slow machine. */
const MARGIN_MS = 10_000;

export interface Result {
  attempt: Attempt;
  status: number;
  ms: number;
  /** Its API says that it was done. */
  taken: boolean;
  /** What the partner API says in place of a status. */
  errno?: number;
  finding?: Finding;
}

export interface Fuzzer {
  material: Material;
  /** Sends one request and judges its answer. */
  ask(attempt: Attempt): Promise<Result>;
  /** The request number `index` that this seed draws for the operation. */
  draw(operation: Operation, seed: number, index: number): Attempt;
}

/** Requests of one caller before the limits on it are forgotten: fewer than any of them allows. */
const CALLS = 8;

/** Draws and sends requests of these people; what the answers name is used in those that follow. */
export async function createFuzzer(world: World, cast: Cast): Promise<Fuzzer> {
  const pool = new Pool(world.operations);
  const material = { pool, pictures: world.pictures, broken: world.broken };
  const match = createMatch(world.operations);
  const byId = new Map(world.operations.map((operation) => [operation.id, operation]));
  for (const { name, value } of await spoken(cast)) pool.add(name, value);
  for (const { thing, value } of await belongings(world, cast)) pool.add(thing, value);
  pool.add('key', await uploaded(world, cast.for({ api: 'mini', auth: 'account' }), world.pictures[0]!.bytes));
  pool.add('referral_code', await sampleUser(world));
  let asked = 0;

  async function ask(attempt: Attempt): Promise<Result> {
    const { api, auth } = byId.get(attempt.operation)!;
    const caller = cast.for({ api, auth });
    if (asked++ % CALLS === 0)
      await forgetCalls(world.table, [ADDRESS, SAMPLE_USERNAME, ...cast.people.map(({ account }) => account), caller.account]);
    const sent = { ...attempt, headers: { ...(await shown(caller, auth)).headers, ...attempt.headers } };
    try {
      const answer = await send(world.stack.port, sent, WAIT_SECONDS * 1000 + MARGIN_MS);
      const operation = match(attempt.method, attempt.path);
      const body = (jsonOf(answer) ?? {}) as Record<string, unknown>;
      const taken = entranceOf(api).isSuccess({ status: answer.status, body });
      if (taken) pool.harvest(body, operation?.path);
      const finding = operation ? world.judge.operation(operation, answer) : world.judge.stranger(answer);
      return { attempt: sent, taken, ...factsOf(answer, body), ...(finding && { finding }) };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return {
        attempt: sent,
        status: 0,
        ms: WAIT_SECONDS * 1000 + MARGIN_MS,
        taken: false,
        finding: { fault: 'hang', why: error.message },
      };
    }
  }

  const draw: Fuzzer['draw'] = (operation, seed, index) =>
    fc.sample(attempts(operation, material), { seed: seed + index * 7919, numRuns: 1 })[0]!;
  return { material, ask, draw };
}

export const factsOf = ({ status, ms }: Answer, { errno }: Record<string, unknown>) => ({
  status,
  ms,
  ...(typeof errno === 'number' && { errno }),
});

/** Of each thing so many are there: some are deleted on the way. */
const EACH = 8;

/** Things that the people have, so that there is something to ask for. */
async function belongings(world: World, cast: Cast): Promise<{ thing: string; value: Named }[]> {
  const made = await webhooks(world);
  const isMade = new Set(made.map(({ thing }) => thing));
  for (const [thing, make] of Object.entries(things)) {
    const operation = world.operations.find(({ path }) => path.startsWith(thing));
    if (!operation || isMade.has(thing)) continue;
    for (let one = 0; one < EACH; one++) made.push({ thing, value: await make(world, cast.for(operation)) });
  }
  for (const [thing, { api, make }] of Object.entries(named)) {
    const owner = cast.people.find((caller) => caller.api === api);
    if (owner) made.push({ thing, value: await make(world, owner) });
  }
  const [payer, ...others] = cast.people.filter(({ api }) => api === 'platform');
  return payer ? [...made, ...(await money(world, [payer, ...others]))] : made;
}

/** What people say of themselves in bodies: the fields of their credentials. */
async function spoken({ people }: Cast): Promise<{ name: string; value: string }[]> {
  const credentials = await Promise.all(people.map((caller) => shown(caller, caller.api === 'partner' ? 'partner' : 'account')));
  return credentials.flatMap(({ fields = {} }) => Object.entries(fields).map(([name, value]) => ({ name, value })));
}

/** A third each: valid, near-valid, hostile. */
function attempts(operation: Operation, material: Material): fc.Arbitrary<Attempt> {
  const valid = validDraft(operation, material).map((draft) => impatient(operation, draft));
  return fc.oneof(
    valid.map((draft) => attemptOf(operation, 'valid', 'as documented', draft)),
    near(operation, material, valid),
    hostile(operation, valid),
  );
}

/** Mostly it waits for nothing: the answer is about the request, not about the work. */
function impatient(operation: Operation, draft: Draft): Draft {
  const waits = operation.parameters.some(({ name }) => name === 'Prefer');
  return waits ? { ...draft, headers: { prefer: 'wait=0', ...draft.headers } } : draft;
}
