import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { forgetCalls } from '#tests/support/platform/limits.ts';
import { type Caller, type Credential, entranceOf, shown } from '../callers/index.ts';
import type { Attempt } from './attempt.ts';
import type { Item } from './books.ts';
import type { Cast } from './cast.ts';
import type { Operation } from './document.ts';
import { type Fuzzer, factsOf, type Result } from './fuzz.ts';
import { attemptOf, type Draft, validDraft } from './generate/draft.ts';
import { type Finding, jsonOf } from './judge.ts';
import { SAMPLE_USERNAME } from './sample-user.ts';
import { send } from './send.ts';
import { ADDRESS, type World } from './world.ts';

const WITHIN_MS = 12_000;

interface Identity {
  name: string;
  credential: Credential;
  /** In good standing, but not the one whose things are asked for. */
  genuine?: true;
}

/** Every operation × everyone who isn't its owner, about what is the owner's: nothing is told, nothing changes. */
export async function accessMatrix(world: World, owners: Cast, others: Cast, { material }: Fuzzer, seed: number): Promise<Result[]> {
  const results: Result[] = [];
  let before = await world.items();
  for (const operation of world.operations) {
    const owner = owners.for(operation);
    const [other] = others.people.filter(({ api }) => api === operation.api);
    const { strangers, genuine } = await identities(world, operation, owner, other!);
    for (const group of [strangers, genuine]) {
      await forgetCalls(world.table, [ADDRESS, SAMPLE_USERNAME, other!.account, owner.account]);
      const secrets = belongings(before, owner);
      const tried: Result[] = [];
      for (const [index, identity] of group.entries()) {
        const [draft] = fc.sample(validDraft(operation, material), { seed: seed + index, numRuns: 1 });
        tried.push(await ask(world, operation, identity, attemptOf(operation, 'access', identity.name, as(identity, draft!)), secrets));
      }
      const after = await world.items();
      const finding = changed(operation, group, owner, before, after);
      if (finding && tried[0]) tried[0] = { ...tried[0], finding: tried[0].finding ?? finding };
      results.push(...tried);
      before = after;
    }
  }
  return results;
}

async function identities(world: World, { api, auth }: Operation, owner: Caller, other: Caller) {
  const genuine: Identity[] = [{ name: 'other user', credential: await shown(other, auth), genuine: true }];
  const anonymous: Identity = { name: 'anonymous', credential: {} };
  const forgeries = auth === 'none' ? [] : await entranceOf(api).forgeries(world, owner, auth);
  return { genuine, strangers: [anonymous, ...forgeries] };
}

/** The draft as this one would send it. */
function as({ credential }: Identity, draft: Draft): Draft {
  const fields = typeof draft.fields === 'object' && draft.fields !== null ? { ...draft.fields, ...credential.fields } : draft.fields;
  return { ...draft, fields, headers: { prefer: 'wait=0', ...credential.headers } };
}

async function ask(
  { stack, judge }: World,
  operation: Operation,
  { name, genuine }: Identity,
  attempt: Attempt,
  secrets: readonly string[],
): Promise<Result> {
  const answer = await send(stack.port, attempt, WITHIN_MS);
  const body = jsonOf(answer);
  const said = { status: answer.status, body: (body ?? {}) as Record<string, unknown> };
  const mayCall = operation.auth === 'none' || (genuine && operation.auth !== 'admin');
  const finding: Finding | undefined =
    mayCall || entranceOf(operation.api).isRefusal(said)
      ? judge.operation(operation, answer)
      : { fault: 'leak', why: `${name} is answered ${answer.status} ${answer.body.toString().slice(0, 80)}` };
  const leak = finding ?? told(operation, attempt, JSON.stringify(body ?? answer.body.toString()), secrets);
  const taken = entranceOf(operation.api).isSuccess(said);
  return { attempt, taken, ...factsOf(answer, said.body), ...(leak && { finding: leak }) };
}

/** Ids of the owner that stand in the table: the account, its jobs, its orders. */
function belongings(items: readonly Item[], owner: Caller): string[] {
  const own = items.filter((item) => mentions(item, owner));
  return [owner.account, ...own.flatMap(({ pk, sk }) => [pk, sk]).flatMap((key) => /#((?:user|req|order)_\w+)/.exec(key)?.[1] ?? [])];
}

/** By its whole name: `u_1` is not in `u_12`. */
const mentions = (item: Item, { account }: Caller): boolean => new RegExp(`(?<!\\w)${account}(?!\\w)`).test(JSON.stringify(item));

/** Something of the owner's that stood not in the request itself. */
function told({ auth }: Operation, { path, body }: Attempt, text: string, secrets: readonly string[]): Finding | undefined {
  if (auth === 'none') return undefined;
  const asked = path + (body?.toString('latin1') ?? '');
  const leaked = secrets.find((secret) => new RegExp(`(?<!\\w)${secret}(?!\\w)`).test(text) && !asked.includes(secret));
  return leaked === undefined ? undefined : { fault: 'leak', why: `it tells ${leaked}` };
}

/** How often somebody called is counted whoever they are. */
const isCounter = ({ pk }: Item): boolean => pk.startsWith('RATE#');

function changed(
  { auth }: Operation,
  group: readonly Identity[],
  owner: Caller,
  before: readonly Item[],
  after: readonly Item[],
): Finding | undefined {
  // Somebody else's login or own work may write, but nothing of the owner's; who is nobody writes nothing where one has to say who one is.
  const everything = auth !== 'none' && group.every(({ genuine }) => !genuine);
  const watched = (items: readonly Item[]) => items.filter((item) => !isCounter(item) && (everything || mentions(item, owner)));
  const [was, is] = [before, after].map((items) => new Map(watched(items).map((item) => [`${item.pk} ${item.sk}`, item])));
  const keys = new Set([...was!.keys(), ...is!.keys()]);
  const key = [...keys].find((one) => !isDeepStrictEqual(was!.get(one), is!.get(one)));
  return key === undefined ? undefined : { fault: 'write', why: `one of ${group.map(({ name }) => name).join(', ')} changed ${key}` };
}
