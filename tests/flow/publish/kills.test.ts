import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Outside, startOutside } from '#local/outside/host.ts';
import { createPublishing } from '#local/outside/publish/index.ts';
import { wechatPublishing } from '#shared/adapters/wechat-oa/publishing.ts';
import { type RunPublicationParts, runPublication } from '#shared/domain/publishing/run.ts';
import { isSettled, type Publication } from '#shared/domain/publishing/types.ts';
import { minutes } from '#shared/kernel/clock.ts';

let outside: Outside;
/** One that takes its time: it publishes nothing while a test runs. */
let slow: Outside;
beforeAll(async () => {
  outside = await startOutside({ port: 0, services: [createPublishing({ publishMs: 0 })] });
  slow = await startOutside({ port: 0, services: [createPublishing({ publishMs: minutes(60) })] });
});
afterAll(() => Promise.all([outside.close(), slow.close()]));

/** Of a worker's effects the one after which the platform has the draft, and nobody has its answer. */
const SUBMITTED = 7;

/** The worker is gone at this moment: nothing that it does any more is seen by anybody. */
class Killed extends Error {}

const START = Date.now();
const CREATION = { id: 1, account: 'u_1', type: 'writing', title: '文章', content: '正文', job: 'j', createdAt: 0, updatedAt: 0 } as const;

/** Everything that a worker has, with a record that outlives it. `die` is asked before and after each of its effects. */
function world(appId: string, at = outside) {
  let now = START;
  let kept: Publication = {
    ...{ number: 1, account: 'u_1', creation: 1, title: '文章', marker: appId, createdAt: now, startsAt: now, attempts: 0 },
    targets: { wechat: { state: 'pending' } },
  };
  let die: (at: number) => boolean = () => false;
  let effects = 0;
  const effect = async <T>(what: () => Promise<T>): Promise<T> => {
    if (die(effects++)) throw new Killed();
    const done = await what();
    if (die(effects++)) throw new Killed();
    return done;
  };
  const write = async (publication: Publication) => {
    if (publication.attempts !== kept.attempts) throw new Error('another worker has it');
    kept = structuredClone(publication);
  };
  const platform = wechatPublishing({ WECHAT_OA_BASE_URL: `${at.url}/publish/wechat` });
  const parts: RunPublicationParts = {
    publications: {
      claim: async () => {
        kept = { ...kept, attempts: kept.attempts + 1 };
        return structuredClone(kept);
      },
      save: (publication) => effect(() => write(publication)),
      release: (publication) => effect(() => write(publication)),
    },
    bindings: { find: async () => ({ account: 'u_1', platform: 'wechat', appId, sealedSecret: 's', boundAt: 0 }) },
    creations: { find: async () => CREATION },
    vault: { open: async () => 'secret' },
    media: { get: async () => undefined },
    wechat: {
      open: (credentials) => {
        const channel = platform.open(credentials);
        const struck = Object.entries(channel).map(([name, call]) => [name, (...args: never[]) => effect(() => (call as Call)(...args))]);
        return Object.fromEntries(struck) as typeof channel;
      },
    },
    drawCover: () => ({ type: 'image/png', bytes: new Uint8Array([1]) }),
    siteUrl: 'https://example.com/',
    send: async () => {},
    clock: () => now,
    leaseMs: 0,
    onSettled: () => {},
  };
  return {
    /** One worker's life. */
    async run(dies: (at: number) => boolean = () => false): Promise<number> {
      [die, effects] = [dies, 0];
      await runPublication(parts, { account: 'u_1', publication: 1 }).catch((error) => {
        if (!(error instanceof Killed)) throw error;
      });
      return effects;
    },
    skip: (ms: number) => {
      now += ms;
    },
    target: () => kept.targets.wechat!,
    posts: async () => ((await (await fetch(`${at.url}/publish/wechat/posts?app_id=${appId}`)).json()) as unknown[]).length,
  };
}

type Call = (...args: never[]) => Promise<unknown>;

/** Workers follow one another, as the sweeper sends them, until it is settled. */
async function untilSettled(one: ReturnType<typeof world>): Promise<void> {
  for (let worker = 0; worker < 12 && !isSettled(one.target()); worker++) {
    one.skip(minutes(3));
    await one.run();
  }
}

test('a worker killed before and after each step, and the one after it too: posted exactly once, and the record says so', async () => {
  const steps = await world('wxsteps').run();
  expect(steps).toBeGreaterThanOrEqual(14);
  let trials = 0;
  for (let first = 0; first < steps; first++) {
    for (const second of [undefined, ...Array.from({ length: 8 }, (_, at) => at)]) {
      const one = world(`wxkill${first}-${second}`);
      await one.run((at) => at === first);
      one.skip(minutes(2));
      if (second !== undefined && !isSettled(one.target())) await one.run((at) => at === second);
      await untilSettled(one);
      expect([await one.posts(), one.target().state], `killed at ${first}, then at ${second}`).toEqual([1, 'published']);
      trials++;
    }
  }
  expect(trials).toBeGreaterThanOrEqual(100);
});

test('an answer to the submission that is lost: the article is found, not posted again', async () => {
  const one = world('wxlost');
  await one.run((at) => at === SUBMITTED);
  const { submittedAt, publishId, state } = one.target();
  expect([submittedAt !== undefined, publishId, state]).toEqual([true, undefined, 'publishing']);
  expect(await one.posts()).toBe(1);
  await untilSettled(one);
  expect([await one.posts(), one.target().state]).toEqual([1, 'published']);
});

test('a draft that may be on its way is not handed in again, as long as that may take', async () => {
  const one = world('wxslow', slow);
  await one.run((at) => at === SUBMITTED);
  for (let minute = 0; minute < 9; minute++) {
    one.skip(minutes(1));
    await one.run();
  }
  const submissions = slow.calls.list().filter(({ path }) => path.includes('/freepublish/submit'));
  expect([submissions.length, one.target().state]).toEqual([1, 'publishing']);
});

test('a platform that is away for ever: nothing is posted, and it says so within two hours', async () => {
  const one = world('wxaway');
  outside.faults.add({ service: 'publish', mode: '500', times: 1000 });
  for (let minute = 0; minute < 130 && !isSettled(one.target()); minute += 10) {
    await one.run();
    one.skip(minutes(10));
  }
  outside.faults.clear();
  expect([await one.posts(), one.target().state]).toEqual([0, 'failed']);
});
