import { nextAddress } from './address.ts';
import type { Case, Scene } from './cases/index.ts';
import type { Answer } from './client.ts';
import { ledgerProblems, orderProblems, readBooks, settledProblems, stillDue } from './invariants.ts';
import { outputProblems } from './outputs.ts';
import { postProblems } from './posts.ts';
import { paidCalls, providerProblems } from './provider.ts';
import type { FaultName } from './proxy/director.ts';
import { purge } from './queue.ts';
import { settle } from './settle.ts';
import { webhookProblems } from './webhooks.ts';
import type { World } from './world.ts';

/** One fault at one call site; nothing for a run without any. */
export interface Blow {
  site: string;
  fault: FaultName;
}

export interface Setup {
  seed: number;
  blow?: Blow;
  /** In a container that has yet to start: with the calls that only the first run makes. */
  cold?: boolean;
}

export interface Result {
  /** The calls of the act, in their order. */
  labels: readonly string[];
  struck: boolean;
  violations: string[];
}

/** Runs a case once, strikes it where it is told to, lets everything settle and looks at the books. */
export async function run(world: World, one: Case, setup: Setup): Promise<Result> {
  try {
    return await played(world, one, setup);
  } catch (error) {
    await purge(world);
    return { labels: [], struck: false, violations: [`it can't be played: ${error instanceof Error ? error.message : error}`] };
  }
}

async function played(world: World, one: Case, { seed, blow, cold = false }: Setup): Promise<Result> {
  begin(world, `${one.id}:${blow?.site}:${blow?.fault}:${seed}`);
  world.turn = seed;
  const before = await stillDue(world);
  const scene = await one.prepare(world);
  const rival = scene.rivals[seed % scene.rivals.length]!;
  const late = Math.floor(seed / scene.rivals.length) % 2 === 0;
  if (cold) await world.containers.freshen(one.target);
  if (blow?.fault === 'stall') world.clock.skip(rival.beforeMs ?? 0);
  const meanwhile = blow?.fault === 'kill' ? () => world.containers.kill(one.target) : () => rival.run().catch(() => {});
  world.director.arm(blow && { ...blow, late, meanwhile });
  const answer = await scene.act();
  const { labels, struck } = world.director;
  world.director.arm();
  const usual = blow ? usualCalls.get(one.id) : Number.POSITIVE_INFINITY;
  const violations = await aftermath(world, scene, answer, { before, sweptFirst: seed % 3 === 2, usual });
  if (blow) violations.push(...vacuousProblems(scene, answer, usualAnswers.get(one.id)));
  else usualCalls.set(one.id, paidCalls(world));
  if (!blow && answer) usualAnswers.set(one.id, answer.status);
  if (violations.length > 0) await purge(world);
  return { labels, struck, violations };
}

/** How often a case asks models when nothing goes wrong. */
const usualCalls = new Map<string, number>();

/** What a case is answered when nothing goes wrong. */
const usualAnswers = new Map<string, number>();

/** A fault makes no request wrong: one that is refused, so that the fault never struck what it was to strike, would prove nothing. */
function vacuousProblems({ again }: Scene, answer: Answer | undefined, usual = 0): string[] {
  const refused = again && answer && usual < 300 && answer.status >= 400 && answer.status < 500;
  return refused ? [`what is usually answered ${usual} is refused: ${answer.status} ${answer.text.slice(0, 100)}`] : [];
}

function begin(world: World, seed: string): void {
  world.clock.reset();
  world.seed = seed;
  world.address = nextAddress();
  world.logs.length = 0;
  world.delivered.length = 0;
  world.operations.clear();
  world.stack.outside.calls.clear();
  world.director.arm();
}

interface How {
  /** What an earlier violation has left behind. */
  before: readonly string[];
  sweptFirst: boolean;
  usual: number | undefined;
}

async function aftermath(world: World, scene: Scene, answer: Answer | undefined, { before, sweptFirst, usual }: How): Promise<string[]> {
  const found = [...((await scene.check?.(answer)) ?? [])];
  found.push(...(await sameAnswer(scene, answer)));
  found.push(...ledgerProblems(await readBooks(world, scene.user().account)));
  found.push(...(await settle(world, scene, answer, sweptFirst)));
  found.push(...(await sameAnswer(scene, answer)));
  const books = await readBooks(world, scene.user().account);
  found.push(...(await outputProblems(world, books)));
  found.push(
    ...ledgerProblems(books),
    ...settledProblems(books),
    ...dueProblems(await stillDue(world), before),
    ...providerProblems(world, books, usual),
    ...(await postProblems(world, scene.user().account)),
    ...(await webhookProblems(world, scene.user().account, books)),
  );
  for (const { id, paid } of scene.orders()) found.push(...(await orderProblems(world, books, id, paid)));
  if (books.jobs.length > scene.mostJobs) found.push(`${books.jobs.length} jobs came of one request`);
  const promised = answer?.status === 202 && answer.body.requestId;
  if (promised && !books.jobs.some(({ id }) => id === promised)) found.push('the job that the client was told of is not there');
  return [...new Set(found)];
}

const dueProblems = (due: readonly string[], before: readonly string[]): string[] =>
  due.filter((item) => !before.includes(item)).map((item) => `${item.replace(/[#_].*? /, ' ').replace(/#.*/, '')} is still due`);

/** The same key and request have the same answer, once there was one. */
async function sameAnswer({ again }: Scene, answer: Answer | undefined): Promise<string[]> {
  if (!again || !answer || answer.status >= 500) return [];
  const { status, text } = await again();
  return status === answer.status && text === answer.text ? [] : [`the same key is answered ${status} ${text.slice(0, 80)}`];
}
