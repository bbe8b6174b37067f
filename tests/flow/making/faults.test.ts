import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import type { WorkKind } from '#shared/domain/catalogue/types.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import { useStack } from '#tests/support/stack.ts';
import { trials } from '#tests/support/trials.ts';
import { asked, forgetFailures } from '../writing/support.ts';
import { breakModels, breakService, failing, mendAll, type Useless, useless } from './broken.ts';
import { owed, type Service, trial } from './trial.ts';

const SEED = process.env.SEED ?? '20260122';
/** Trials of each kind of work with each fault of each provider. */
const TRIALS = trials(100, 2);
/** So many at once, so that no model has failed three times in a row and rests: then it would not be asked first. */
const AT_ONCE = 2;
const LONG = 1_800_000;

/** Many trials at once take their time. */
const [TEXT_TIMEOUT_SECONDS, IMAGE_TIMEOUT_SECONDS] = TRIALS > 2 ? ['1', '4'] : ['0.5', '1.5'];

const stack = useStack({
  settings: { TEXT_TIMEOUT_SECONDS, IMAGE_TIMEOUT_SECONDS, VIDEO_POLL_SECONDS: '1' },
  videoMs: 100,
  workers: { concurrency: 10 },
});
// Retries come at once.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(async () => {
  vi.restoreAllMocks();
  await mendAll(stack());
});

const kinds = { qwen: ['writing', 'ppt'], gemini: ['writing', 'ppt', 'image', 'video'] } as const satisfies Record<Service, WorkKind[]>;
const services = ['qwen', 'gemini'] as const;

/** Trials of the kinds, `atOnce` of each at the same time; each has to end as `code` says of its kind. */
async function expectAll(name: string, service: Service, tried: readonly WorkKind[], code: (kind: WorkKind) => number, atOnce = AT_ONCE) {
  for (let done = 0; done < TRIALS; done += atOnce) {
    await forgetFailures(stack());
    stack().outside.calls.clear();
    const numbers = Array.from({ length: Math.min(atOnce, TRIALS - done) }, (_, at) => done + at);
    const seeds = tried.flatMap((kind) => numbers.map((number) => ({ kind, seed: `${SEED} ${name} ${kind} ${number}` })));
    const ends = await Promise.all(seeds.map(async ({ kind, seed }) => ({ seed, ...(await trial(stack(), kind, service, seed)) })));
    expect(ends).toEqual(seeds.map(({ kind, seed }) => ({ seed, ...owed(kind, code(kind)) })));
    // On a slow machine some give up before their call arrives.
    expect(asked(stack())[service]).toBeGreaterThan(0);
  }
}

const calls = services.flatMap((service) => Object.entries(failing).map(([name, call]) => ({ service, name, call })));

test.each(calls)(
  `$service, $name: another provider’s model stands in where there is one, otherwise 40006 and the points are back (seed ${SEED})`,
  async ({ service, name, call }) => {
    breakService(stack(), service, call);
    await expectAll(`${service} ${name}`, service, ['writing', 'ppt'], () => 200);
    if (service === 'gemini') await expectAll(`${service} ${name}`, service, ['image', 'video'], () => 40006, 10);
  },
  LONG,
);

const models = services.flatMap((service) =>
  (Object.keys(useless) as Useless[])
    .filter((why) => service === 'qwen' || why !== 'the account is not paid')
    .map((why) => ({ service, why })),
);

test.each(models)(
  `$service, $why: another model of the kind stands in, for the price that was agreed (seed ${SEED})`,
  async ({ service, why }) => {
    await breakModels(stack(), service, why);
    await expectAll(`${service} ${why}`, service, kinds[service], () => 200);
  },
  LONG,
);

test.each(Object.entries(failing))(
  `every provider, %s: 40006, and the points are back (seed ${SEED})`,
  async (name, call) => {
    for (const service of services) breakService(stack(), service, call);
    await expectAll(`all ${name}`, 'qwen', ['writing', 'ppt'], () => 40006, 10);
  },
  LONG,
);

test.each(['the model is gone', 'the key is refused'] as const)(
  `every provider, %s: 40006, and the points are back (seed ${SEED})`,
  async (why) => {
    for (const service of services) await breakModels(stack(), service, why);
    await expectAll(`all ${why}`, 'qwen', ['writing', 'ppt'], () => 40006, 10);
  },
  LONG,
);

test.each(services)(
  `%s refuses the content: 40007, the points are back, and nothing speaks against the model (seed ${SEED})`,
  async (service) => {
    // A film is planned by Qwen, which must not be the one that refuses. Of a text all refuse: a refusal that comes late would be a time-out.
    breakService(stack(), service, { mode: 'refuse' });
    if (service === 'gemini') await expectAll(`${service} refuses`, service, ['image', 'video'], () => 40007, 10);
    breakService(stack(), service === 'qwen' ? 'gemini' : 'qwen', { mode: 'refuse' });
    await expectAll(`${service} refuses`, service, ['writing', 'ppt'], () => 40007, 10);
    expect(await dynamoRests(tableOf(stack())).all()).toEqual([]);
  },
  LONG,
);
