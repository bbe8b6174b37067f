import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { grantOf } from '#shared/contract/capabilities.ts';
import type { Contract, Endpoint, ExampleRequest } from '#shared/contract/endpoint.ts';
import { seconds } from '#shared/kernel/clock.ts';
import { type Caller, callerFor, entranceOf } from '../../callers/index.ts';
import { named, thingOf, things } from '../../callers/things.ts';
import { type Answer, ask, askUntilAnswered } from '../client.ts';
import { orderProblems, readBooks } from '../invariants.ts';
import { drain } from '../queue.ts';
import { sweep } from '../settle.ts';
import type { World } from '../world.ts';
import type { Case, Rival, Scene } from './case.ts';
import { isAcknowledgedBy, orderIn, pay, type Subject, subjects } from './subjects.ts';

const WRITES = new Set<string>(['PutItem', 'UpdateItem', 'DeleteItem']);
/** How often somebody called is nothing that they own. */
const COUNTERS = ['RATE#'];

/** Whether the contract lets it change anything. */
export function isMutating(contract: Contract): boolean {
  const grants = contract.uses.map(grantOf);
  return grants.some(
    ({ table, bucket, send }) =>
      send !== undefined ||
      (table?.actions.some((action) => WRITES.has(action)) === true && !table.keys.every((key) => COUNTERS.includes(key))) ||
      bucket?.some(({ action }) => action !== 'GetObject') === true,
  );
}

export const endpointCases = (registry: readonly Contract[]): Case[] =>
  registry
    .filter((contract): contract is Endpoint => contract.kind === 'endpoint' && isMutating(contract))
    .map((contract) => ({ id: contract.id, target: contract.id, prepare: (world: World) => sceneOf(world, contract) }));

/** Logs somebody in, or lets them register: the books are theirs from then on. */
const bringsSomebody = ({ auth, rate }: Endpoint): boolean => auth === 'none' && rate === 'auth';

async function sceneOf(world: World, contract: Endpoint): Promise<Scene> {
  const entrance = entranceOf(contract.api);
  let user: Caller = await callerFor(world, contract);
  const { request, orders = [] } = await subjectOf(world, contract, user);
  const { method, path, auth } = contract;
  const headers = { prefer: 'respond-async', ...(contract.idempotent && { 'idempotency-key': randomUUID() }) };
  const what = { method, path, auth, as: user, request: { ...contract.example.request, ...request }, headers };
  const made: { id: string; paid: boolean }[] = [...orders];
  const people = new Set<string>();
  const asked = (answer: Answer): Answer => {
    const account = bringsSomebody(contract) && entrance.isSuccess(answer) ? entrance.accountIn?.(answer) : undefined;
    if (account) {
      people.add(account);
      user = { ...user, account };
    }
    return answer;
  };
  return {
    user: () => user,
    act: async () => asked(await askUntilAnswered(world, what, finalFor(contract, world), patienceFor(contract))),
    ...(contract.idempotent && { again: () => ask(world, what) }),
    rivals: [{ name: 'the same request', run: async () => asked(await ask(world, what)) }, ...others(world)],
    async finish(answer) {
      const id = answer && entrance.isSuccess(answer) && method !== 'GET' ? orderIn(answer.body) : undefined;
      if (id !== undefined && !made.some((order) => order.id === id)) made.push({ id, paid: await pay(world, id, true) });
    },
    orders: () => made,
    mostJobs: 1,
    async check(answer) {
      if (people.size > 1) return ['one person has two accounts'];
      if (contract.accepts !== 'raw')
        return answer && entrance.isUnsettled(answer) ? [`no answer but ${answer.status} ${answer.text.slice(0, 100)}`] : [];
      // What is acknowledged is never sent again.
      const books = await readBooks(world, user.account);
      return (await Promise.all(made.map(({ id, paid }) => orderProblems(world, books, id, paid)))).flat();
    },
  };
}

/** What else may be going on while an endpoint, which lives for 29 s, is stalled. */
const others = (world: World): Rival[] => [
  { name: 'the workers', run: () => drain(world) },
  {
    name: 'the sweeper',
    run: async () => {
      world.clock.skip(20_000);
      await sweep(world);
    },
  },
];

/** What it is asked about, made for this user. */
export async function subjectOf(world: World, contract: Endpoint, user: Caller): Promise<Subject> {
  const thing = thingOf(contract.path);
  const parameter = /\{(\w+)\}/.exec(contract.path)?.[1];
  const prepare = subjects[contract.id] ?? (parameter && subjects[`{${parameter}}`]);
  if (prepare) return prepare(world, user, contract);
  if (!thing || !parameter || isChoice(contract, parameter)) return { request: await withNamed(world, contract, user) };
  const make = things[thing];
  if (!make) throw new Error(`say in proof/callers/things.ts how to come by ${thing}`);
  return { request: { params: { [parameter]: String(await make(world, user)) } } };
}

/** Whether the parameter is one of a few words: the example's is as good as any. */
function isChoice({ params }: Endpoint, parameter: string): boolean {
  const { properties = {} } = params ? (z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as Shape) : {};
  return properties[parameter]?.enum !== undefined;
}

interface Shape {
  properties?: Record<string, { enum?: unknown }>;
}

/** The example, about what is there: its fields may name things, too. */
async function withNamed(world: World, { example: { request }, api }: Endpoint, user: Caller): Promise<Partial<ExampleRequest>> {
  const form: Record<string, string> = {};
  for (const name of Object.keys(request.form ?? {})) {
    const { [name]: known } = named;
    if (known?.api === api) form[name] = String(await known.make(world, user));
  }
  return Object.keys(form).length > 0 ? { form: { ...request.form, ...form } } : {};
}

/** What streams may run for minutes. */
const patienceFor = ({ timeoutSeconds }: Endpoint): number | undefined =>
  timeoutSeconds === undefined ? undefined : seconds(timeoutSeconds + 7);

/** Payment services go by their own rules of what an acknowledgement is. */
function finalFor(contract: Endpoint, world: World): (answer: Answer) => boolean {
  const { isUnsettled } = entranceOf(contract.api);
  return contract.accepts === 'raw' ? (answer) => isAcknowledgedBy(world, contract, answer) : (answer) => !isUnsettled(answer);
}
