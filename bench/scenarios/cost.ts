import { costsOf, total } from '#infra/costs/estimate.ts';
import type { Item } from '#infra/costs/prices.ts';
import { assumed } from '#infra/costs/usage.ts';
import { settings } from '#shared/contract/settings.ts';
import { startWorld, type User, type World } from '#tests/support/meter/world.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { animations, logins, restores } from '../cost/flows.ts';
import { requestCounter } from '../cost/requests.ts';
import { type Assumed, usageOf } from '../cost/usage.ts';
import { slowModel } from '../model.ts';
import type { Report, Run } from '../scenario.ts';
import { rounded } from '../statistics.ts';
import type { Row } from '../table.ts';

const AT_ONCE = { quick: 2, full: 4 };
/** The quick form's video takes half as long and is looked at twice as often: as many looks. */
const VIDEO = { quick: { ms: 30_000, pollSeconds: 5 }, full: { ms: 60_000, pollSeconds: Number(settings.VIDEO_POLL_SECONDS) } };
const { photoMb, resultMb, videoMb, modelSeconds, logKb } = assumed;

interface Subject {
  name: string;
  /** How many the price is of. */
  of: number;
  /** Does it and answers how often. */
  act(): Promise<number>;
  assumed: Assumed;
}

/** Counts what each of them takes of every service that is billed by use, and prices it. */
export async function run({ full, progress }: Run): Promise<Report> {
  const video = full ? VIDEO.full : VIDEO.quick;
  const world = await startWorld({ videoMs: video.ms, settings: { VIDEO_POLL_SECONDS: String(video.pollSeconds) } });
  try {
    const users: User[] = [];
    for (let user = 0; user < (full ? AT_ONCE.full : AT_ONCE.quick); user++) users.push(await world.signIn());
    world.stack.resumeWorkers();
    const photo = await damagedPhoto(800, 1000);
    const counter = requestCounter(world.stack.env.AWS_ENDPOINT_URL_S3!);
    const usages: { subject: Subject; usage: Record<Item, number> }[] = [];
    for (const subject of subjects(world, users, photo)) {
      progress(subject.name);
      usages.push({ subject, usage: await count(world, counter, subject) });
    }
    return reportOf(usages, video);
  } finally {
    await world.close();
  }
}

function subjects(world: World, users: readonly User[], photo: Buffer): Subject[] {
  const logKbOfARun = logKb;
  const restore = async () => {
    await slowModel(world.stack, modelSeconds * 1000, users.length);
    return restores(world, users, photo);
  };
  const animate = () => animations(world, users, photo);
  const picture = { sentMb: photoMb, keptMb: photoMb + resultMb, shownMb: resultMb, logKbOfARun };
  const film = { sentMb: photoMb, keptMb: photoMb + videoMb, shownMb: videoMb, logKbOfARun };
  return [
    { name: '1,000 restores', of: 1000, act: restore, assumed: picture },
    { name: '1,000 animations', of: 1000, act: animate, assumed: film },
    { name: '10,000 logins', of: 10_000, act: () => logins(world), assumed: { sentMb: 0, keptMb: 0, shownMb: 0, logKbOfARun } },
  ];
}

async function count({ stack, meter }: World, counter: ReturnType<typeof requestCounter>, { act, assumed: of }: Subject) {
  const before = stack.invocations.length;
  meter.take();
  counter.take();
  const times = await act();
  return usageOf({ times, counts: meter.take(), requests: counter.take(), runs: stack.invocations.slice(before) }, of);
}

type Usages = readonly { subject: Subject; usage: Record<Item, number> }[];

function reportOf(usages: Usages, video: { ms: number; pollSeconds: number }): Report {
  const costs = usages.map(({ subject, usage }) => ({ subject, costs: costsOf(scaled(usage, subject.of), false) }));
  const services = [...costs[0]!.costs.keys()];
  const row = (service: string, of: (costs: Map<string, number>) => number): Row => ({
    'USD, without any free tier': service,
    ...Object.fromEntries(costs.map(({ subject, costs: one }) => [subject.name, rounded(of(one), 4)])),
  });
  const rows = [...services.map((service) => row(service, (one) => one.get(service)!)), row('AWS in all', total)];
  return { tables: [{ title: 'Cost', note: noteOf(video), rows }, takenTable(usages)], details: usages };
}

const scaled = (usage: Record<Item, number>, times: number): Record<Item, number> =>
  Object.fromEntries(Object.entries(usage).map(([item, amount]) => [item, amount * times])) as Record<Item, number>;

/** What each price comes from. */
function takenTable(usages: Usages) {
  const row = (item: Item, what: string, digits = 1): Row => ({
    'what one of them takes': what,
    ...Object.fromEntries(usages.map(({ subject, usage }) => [subject.name, rounded(usage[item], digits)])),
  });
  return {
    title: 'What the cost is made of',
    note: 'Of one restore, one animation, one login.',
    rows: [
      row('lambdaRequests', 'Lambda runs'),
      row('lambdaSeconds', 'billed GB-seconds', 3),
      row('apiRequests', 'HTTP API requests, a half MB each'),
      row('writes', 'DynamoDB write units, with the index'),
      row('reads', 'DynamoDB read units'),
      row('puts', 'S3 PUTs'),
      row('gets', 'S3 GETs'),
      row('queueRequests', 'SQS requests'),
    ],
  };
}

const noteOf = ({ ms, pollSeconds }: { ms: number; pollSeconds: number }): string =>
  [
    "AWS's public prices in us-east-1 ([infra/costs/prices.ts](../infra/costs/prices.ts)); the model's own bill is Google's and not in it,",
    'nor what a stage costs that nobody calls ([costs.md](costs.md)). Runs, units and requests are counted on the local stack, and so are the',
    'billed milliseconds, without cold starts.',
    `Assumed: a photo of ${photoMb} MB sent through the API; the image model takes ${modelSeconds} s, for which the request waits, and its result of ${resultMb} MB is looked at once; a`,
    `video of ${videoMb} MB takes ${ms / 1000} s, is looked for each ${pollSeconds} s, its request waits ${settings.WAIT_SECONDS} s and its client asks again as told; one login in ten is a new user's; ${logKb} KB of logs a run; S3 keeps`,
    'everything for the first month.',
  ].join('\n');
