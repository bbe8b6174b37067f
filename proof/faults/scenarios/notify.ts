import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import { newOrder, notificationFor, pay } from '../cases/subjects.ts';
import { ask, signIn } from '../client.ts';
import { ledgerProblems, orderProblems, readBooks } from '../invariants.ts';
import type { World } from '../world.ts';
import { randomNumbers } from './random.ts';
import type { Scenario } from './scenario.ts';

interface Message {
  headers: Record<string, string>;
  body: string;
}

type Mutate = (message: Message, random: (below: number) => number) => Message;

const splice = (text: string, at: number, removed: number, put: string): string => text.slice(0, at) + put + text.slice(at + removed);
const inBody = (change: (body: string, random: (below: number) => number) => string): Mutate => {
  return ({ headers, body }, random) => ({ headers, body: change(body, random) });
};

/** Ways to spoil a notification, whichever version it is of. */
const mutations: readonly Mutate[] = [
  inBody((body, random) => splice(body, random(body.length), 1, String.fromCharCode(33 + random(90)))),
  inBody((body, random) => splice(body, random(body.length), 1 + random(8), '')),
  inBody((body, random) => splice(body, random(body.length), 0, String.fromCharCode(33 + random(90)))),
  inBody((body, random) => body.slice(0, random(body.length))),
  inBody((body, random) =>
    body.replace(/\d+/g, (digits) => (random(3) === 0 ? String(Number(digits.slice(0, 9)) + 1 + random(9)) : digits)),
  ),
  inBody((body, random) => body.replace(/<(\w+)>[\s\S]*?<\/\1>/g, (field) => (random(8) === 0 ? '' : field))),
  inBody((body, random) => body.replace(/<(total_fee|out_trade_no|transaction_id)>/, `<$1>${random(9)}</$1><$1>`)),
  inBody((body) => `<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${body.replace('SUCCESS', '&a;')}`),
  inBody((body, random) => body + body.slice(random(body.length))),
  ({ headers, body }, random) => {
    const names = Object.keys(headers);
    const name = names[random(names.length)]!;
    return { headers: { ...headers, [name]: `${headers[name]}${random(10)}` }, body };
  },
];

/** What a v2 notification says, however it is written. */
const meaning = (body: string): string => JSON.stringify(Object.entries(parseFlatXml(body) ?? { body }).sort());

export const notifyScenario: Scenario = {
  id: 'mutated notifications',
  async run(world, { mutations: times, seed }) {
    world.clock.reset();
    const user = await signIn(world);
    const id = await newOrder(world, user);
    await pay(world, id, false);
    const genuine = notificationFor(world, id);
    const random = randomNumbers(`notify ${seed}`);
    const found: string[] = [];
    for (let time = 0; time < times; time++) {
      const spoilt = mutations[time % mutations.length]!(genuine, random);
      if (spoilt.body === genuine.body && JSON.stringify(spoilt.headers) === JSON.stringify(genuine.headers)) continue;
      found.push(...(await take(world, genuine, spoilt)));
    }
    const before = await readBooks(world, user.account);
    if (before.entries.length > 2) found.push(`${before.entries.length} entries came of spoilt notifications`);
    await send(world, genuine);
    await send(world, genuine);
    const books = await readBooks(world, user.account);
    return [...new Set([...found, ...ledgerProblems(books), ...(await orderProblems(world, books, id, true))])];
  },
};

const send = (world: World, { headers, body }: Message) =>
  ask(world, { method: 'POST', path: '/api/wechat/payment/notify', request: { headers, raw: body } });

/** It may be acknowledged only if it still says what was signed. */
async function take(world: World, genuine: Message, spoilt: Message): Promise<string[]> {
  const { status, text } = await send(world, spoilt);
  if (status === 0) return [`no answer to ${spoilt.body}`];
  const acknowledged = (status === 200 && text.includes('SUCCESS') && !text.includes('FAIL')) || status === 204;
  return acknowledged && meaning(spoilt.body) !== meaning(genuine.body) ? [`acknowledged: ${spoilt.body}`] : [];
}
