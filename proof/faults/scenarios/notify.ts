import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { isTaken, newOrder, notificationFor, pay } from '../cases/subjects.ts';
import { ask, signIn } from '../client.ts';
import { ledgerProblems, orderProblems, readBooks } from '../invariants.ts';
import { randomNumbers } from '../random.ts';
import type { World } from '../world.ts';
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
  inBody((body, random) =>
    body.replace(/"(ciphertext|nonce|event_type|associated_data)":"[^"]*"/g, (field) => (random(2) === 0 ? '"x":"y"' : field)),
  ),
  ({ headers, body }, random) => {
    const names = Object.keys(headers);
    const name = names[random(names.length)]!;
    return { headers: { ...headers, [name]: `${headers[name]}${random(10)}` }, body };
  },
];

/** What a notification says, however it is written. */
const meaning = (body: string): string => JSON.stringify(Object.entries(parseFlatXml(body) ?? { body }).sort());

const mutated: Scenario = {
  id: 'mutated notifications',
  uses: ['payments:wechat'],
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
  const answer = await send(world, spoilt);
  if (answer.status === 0) return [`no answer to ${spoilt.body}`];
  // What looks like v2 is refused in v2's words, whose status is always 200.
  const isAcknowledged = isTaken(world, answer) && !answer.text.includes('FAIL');
  return isAcknowledged && meaning(spoilt.body) !== meaning(genuine.body) ? [`acknowledged: ${spoilt.body}`] : [];
}

/** v3 signs the time, so that what somebody overheard is no use to them later; the sweeper asks WeChat in the end. */
const overheard: Scenario = {
  id: 'a notification that was signed six minutes ago',
  uses: ['payments:wechat'],
  only: 'Pay v3',
  async run(world) {
    world.clock.reset();
    const user = await signIn(world);
    const id = await newOrder(world, user);
    await pay(world, id, false);
    const answer = await send(world, notificationFor(world, id, { ageMs: minutes(6) }));
    const books = await readBooks(world, user.account);
    const found = isTaken(world, answer) ? ['it was acknowledged'] : [];
    return [...found, ...ledgerProblems(books), ...(books.entries.length > 1 ? ['it was credited'] : [])];
  },
};

export const notifyScenarios: readonly Scenario[] = [mutated, overheard];
