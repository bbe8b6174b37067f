import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoSessions } from '#shared/adapters/dynamo/sessions.ts';
import type { RefreshToken } from '#shared/domain/users/ports.ts';
import { newSession, type RefreshParts, refresh } from '#shared/domain/users/session.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { type WireFault, withFaults } from '#tests/support/faults.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

const NOW = Date.UTC(2026, 10, 25);
const WEEK = 7 * 86_400_000;
const login = () => newSession('u_1', newOperation(NOW));

/** Tokens that anyone can read. `refused` counts the alarms. */
function partsOn(next: () => WireFault | undefined = () => undefined) {
  const alarms: string[] = [];
  const table = { ...db.table, client: withFaults(db.client(), next) };
  const issue = async (token: RefreshToken) => ({ access: 'access', refresh: JSON.stringify(token) });
  const parts: RefreshParts = { sessions: dynamoSessions(table), tokens: { issue }, alarm: (event) => void alarms.push(event) };
  return { parts, alarms };
}
const read = ({ refresh: text }: { refresh: string }) => JSON.parse(text) as RefreshToken;
const ask = (parts: RefreshParts, used: RefreshToken, key?: string) => refresh(parts, used, { key, now: NOW });
const isRefused = async (asked: Promise<unknown>) =>
  asked.then(
    () => false,
    (error) => isFault(error, 'request.unauthorized'),
  );

test('an honest client that names its attempts stays logged in through every fault of the wire', async () => {
  const faults = fc.array(fc.constantFrom<WireFault | undefined>('fail', 'lose-answer', 'throttle', undefined, undefined), {
    minLength: 40,
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(faults, async (planned) => {
      const { parts, alarms } = partsOn(() => planned.pop());
      let token = login();
      for (let turn = 0; turn < 4; turn++) {
        let next: RefreshToken | undefined;
        // Whatever it hears but tokens, it asks again.
        while (!next) {
          next = await ask(parts, token, `turn-${turn}`).then(read, (error) => {
            expect(isFault(error)).toBe(false);
            return undefined;
          });
        }
        expect(next.token).not.toBe(token.token);
        token = next;
      }
      expect(alarms).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 120_000);

test('an answer of the table that is lost ends no login, with or without a key', async () => {
  const faults: WireFault[] = ['lose-answer'];
  const { parts, alarms } = partsOn(() => faults.pop());
  const next = read(await ask(parts, login()));
  expect(faults).toEqual([]);
  expect(read(await ask(parts, next)).session).toBe(next.session);
  expect(alarms).toEqual([]);
});

type Step = 'newest' | 'older' | 'logout';

test('whatever order they come in: only the newest token is good, and after one older or a logout none is', async () => {
  const steps = fc.array(fc.constantFrom<Step>('newest', 'newest', 'newest', 'older', 'logout'), { minLength: 3, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (planned) => {
      const { parts } = partsOn();
      const issued = [login()];
      let over = false;
      for (const step of planned) {
        const used = step === 'older' ? issued[Math.max(0, issued.length - 2)]! : issued.at(-1)!;
        if (step === 'logout') {
          await dynamoSessions(db.table).end(used, NOW);
          over = true;
          continue;
        }
        const isNewest = used === issued.at(-1);
        const answer = await ask(parts, used).catch((error: unknown) => error);
        expect(isFault(answer, 'request.unauthorized')).toBe(over || !isNewest);
        if (!isNewest) over = true;
        if (!isFault(answer)) issued.push(read(answer as { refresh: string }));
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('a reuse is told to the operator, once for each time', async () => {
  const { parts, alarms } = partsOn();
  const first = login();
  await ask(parts, first);
  expect(await isRefused(ask(parts, first))).toBe(true);
  expect(await isRefused(ask(parts, first))).toBe(true);
  expect(alarms).toEqual(['session.reused', 'session.reused']);
});

test('the record of a login outlives its last token, however late its last change was', async () => {
  const { parts } = partsOn();
  const token = login();
  const late = NOW + WEEK - 1000;
  const next = read(await refresh(parts, token, { key: undefined, now: late }));
  const record = () => getItem<{ expiresAt: number }>(db.table, keys.session(token.account, token.session));
  expect((await record())!.expiresAt * 1000).toBeGreaterThan(late + WEEK);
  await dynamoSessions(db.table).end(next, late + 1000);
  expect((await record())!.expiresAt * 1000).toBeGreaterThan(late + 1000 + WEEK);
});
