import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Client } from '#tests/support/client.ts';
import type { Attempt } from './attempt.ts';
import type { Item } from './books.ts';
import type { Operation } from './document.ts';
import type { Fuzzer, Result } from './fuzz.ts';
import { attemptOf, validDraft } from './generate/draft.ts';
import { type Identity, identities } from './identities.ts';
import { type Finding, jsonOf } from './judge.ts';
import { send } from './send.ts';
import type { World } from './world.ts';

const WITHIN_MS = 12_000;

/** Every operation × everyone who isn't the owner, about what is the owner's: nothing is told, nothing changes. */
export async function accessMatrix(world: World, owner: Client, other: Client, { material }: Fuzzer, seed: number): Promise<Result[]> {
  const results: Result[] = [];
  const who = await identities(world, owner.account, other.token!);
  let before = await world.items();
  for (const operation of world.operations) {
    for (const [index, identity] of who.entries()) {
      const [draft] = fc.sample(validDraft(operation, material), { seed: seed + index, numRuns: 1 });
      const attempt = as(identity, attemptOf(operation, 'access', identity.name, { ...draft!, headers: { prefer: 'wait=0' } }));
      const { result, text } = await ask(world, operation, identity, attempt);
      const after = await world.items();
      const finding =
        result.finding ?? told(operation, attempt, text, belongings(before, owner)) ?? changed(operation, identity, owner, before, after);
      results.push({ ...result, ...(finding && { finding }) });
      before = after;
    }
  }
  return results;
}

const as = ({ token }: Identity, attempt: Attempt): Attempt =>
  token === undefined ? attempt : { ...attempt, headers: { ...attempt.headers, authorization: `Bearer ${token}` } };

async function ask({ stack, judge }: World, operation: Operation, identity: Identity, attempt: Attempt) {
  const answer = await send(stack.port, attempt, WITHIN_MS);
  const refused = !operation.guarded || identity.genuine || answer.status === 401;
  const finding: Finding | undefined = refused
    ? judge.operation(operation, answer)
    : { fault: 'leak', why: `${identity.name} is answered ${answer.status}` };
  const text = JSON.stringify(jsonOf(answer) ?? answer.body.toString());
  return { result: { attempt, status: answer.status, ms: answer.ms, ...(finding && { finding }) }, text };
}

/** Ids of the owner that stand in the table: the account, its jobs, its orders. */
function belongings(items: readonly Item[], owner: Client): string[] {
  const own = items.filter((item) => mentions(item, owner));
  return [owner.account, ...own.flatMap(({ pk, sk }) => [pk, sk]).flatMap((key) => /#((?:user|req|order)_\w+)/.exec(key)?.[1] ?? [])];
}

const mentions = (item: Item, { account }: Client): boolean => JSON.stringify(item).includes(account);

/** Something of the owner's that stood not in the request itself. */
function told({ guarded }: Operation, { path, body }: Attempt, text: string, secrets: readonly string[]): Finding | undefined {
  if (!guarded) return undefined;
  const asked = path + (body?.toString('latin1') ?? '');
  const leaked = secrets.find((secret) => text.includes(secret) && !asked.includes(secret));
  return leaked === undefined ? undefined : { fault: 'leak', why: `it tells ${leaked}` };
}

function changed(
  { guarded }: Operation,
  { genuine, name }: Identity,
  owner: Client,
  before: readonly Item[],
  after: readonly Item[],
): Finding | undefined {
  // A stranger's login or own work may write, but nothing of the owner's; who is nobody writes nothing where a token is asked for.
  const watched = (items: readonly Item[]) => (guarded && !genuine ? items : items.filter((item) => mentions(item, owner)));
  const [was, is] = [before, after].map((items) => new Map(watched(items).map((item) => [`${item.pk} ${item.sk}`, item])));
  const keys = new Set([...was!.keys(), ...is!.keys()]);
  const key = [...keys].find((one) => !isDeepStrictEqual(was!.get(one), is!.get(one)));
  return key === undefined ? undefined : { fault: 'write', why: `${name} changed ${key}` };
}
