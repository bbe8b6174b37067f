import { randomUUID } from 'node:crypto';
import type { Contract, Endpoint, ExampleRequest } from '#shared/contract/endpoint.ts';
import { hours, minutes, seconds } from '#shared/kernel/clock.ts';
import { callerFor, entranceOf } from '../../callers/index.ts';
import { subjectOf } from '../cases/endpoints.ts';
import { ask } from '../client.ts';
import { readBooks } from '../invariants.ts';
import { drain } from '../queue.ts';
import type { World } from '../world.ts';
import type { Scenario } from './scenario.ts';

/** For each endpoint that takes a key: the same answer for 24 hours, and not a second longer; another request is refused. */
export const idempotencyScenarios = (registry: readonly Contract[]): Scenario[] =>
  registry
    .filter((contract): contract is Endpoint => contract.kind === 'endpoint' && contract.idempotent === true)
    .map((contract) => ({
      id: `24 hours of a key: ${contract.id}`,
      uses: contract.uses,
      run: (world) => dayOfAKey(world, contract),
    }));

/** Since the first answer. */
const kept = [0, minutes(10) + seconds(1), hours(23) + minutes(59)];
const forgotten = hours(24) + seconds(1);

async function dayOfAKey(world: World, contract: Endpoint): Promise<string[]> {
  world.clock.reset();
  const { method, path, auth, example } = contract;
  const { isSuccess, isUnsettled } = entranceOf(contract.api);
  const user = await callerFor(world, contract);
  const headers = { prefer: 'respond-async', 'idempotency-key': randomUUID() };
  const { request: about } = await subjectOf(world, contract, user);
  const request = { ...example.request, ...about };
  const what = { method, path, auth, as: user, request, headers };
  const another = contract.body ? otherThan(request) : { ...request, ...(await subjectOf(world, contract, user)).request };
  const began = world.clock.now();
  const first = await ask(world, what);
  await drain(world);
  const { jobs, entries } = await readBooks(world, user.account);
  const found: string[] = isSuccess(first) ? [] : [`the first answer is ${first.status} ${first.text}`];
  for (const after of kept) {
    world.clock.skip(began + after - world.clock.now());
    const answer = await ask(world, what);
    if (answer.status !== first.status || answer.text !== first.text || !answer.replayed)
      found.push(`after ${after} ms: ${answer.status} ${answer.text}`);
    const other = await ask(world, { ...what, request: another });
    if (isSuccess(other) || other.replayed) found.push(`another request under the key is answered ${other.status} after ${after} ms`);
  }
  const now = await readBooks(world, user.account);
  if (now.jobs.length !== jobs.length || now.entries.length !== entries.length) found.push('a repetition left something behind');
  world.clock.skip(began + forgotten - world.clock.now());
  const fresh = await ask(world, what);
  // What can be done once in a lifetime is refused then, but for that reason.
  if (fresh.replayed || isUnsettled(fresh)) found.push(`after 24 h and 1 s: ${fresh.status}, as if it were remembered`);
  await drain(world);
  return found;
}

/** The same endpoint asked for something else. */
function otherThan(request: ExampleRequest): ExampleRequest {
  const [file] = Object.keys(request.files ?? {});
  if (file) return { ...request, files: { ...request.files, [file]: request.files![file] === 'photo' ? 'reference' : 'photo' } };
  if (request.json !== undefined) return { ...request, json: changed(request.json as object) };
  return { ...request, form: changed(request.form ?? {}) as Record<string, string> };
}

/** With another value in the first field that has a number, or else a text. */
function changed(fields: object): object {
  const entries = Object.entries(fields);
  const [name, value] = entries.find(([, one]) => typeof one === 'number') ??
    entries.find(([, one]) => typeof one === 'string') ?? ['other', ''];
  return { ...fields, [name]: typeof value === 'number' ? value + 1 : `${value}2` };
}
