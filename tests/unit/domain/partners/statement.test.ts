import { expect, test, vi } from 'vitest';
import { monthlyStatement, type Statement } from '#shared/domain/partners/statement.ts';
import { statementCsv } from '#shared/domain/partners/statement-csv.ts';
import type { Entry } from '#shared/domain/points/ports.ts';
import { fromBeijingTime } from '#shared/kernel/beijing-time.ts';
import { newOperation, sortableId } from '#shared/kernel/ids.ts';

/** An account with an entry at each of these times (Beijing), of 1 upload each. */
function ledgerWith(times: readonly string[]) {
  const all = times.map(
    (time, at): Entry => ({
      sequence: at + 1,
      kind: 'topup',
      amount: 1,
      balanceAfter: at + 1,
      cause: `p${at + 1}`,
      description: '',
      at: fromBeijingTime(time)!,
    }),
  );
  const entries = vi.fn(async (_: string, { limit, skip = 0 }: { limit: number; skip?: number }) => {
    const newest = all.length - skip;
    return { entries: all.slice(Math.max(0, newest - limit), Math.max(0, newest)).reverse(), total: all.length };
  });
  return {
    ledger: { entries },
    add: (time: string) => all.push({ ...all[0]!, sequence: all.length + 1, balanceAfter: all.length + 1, at: fromBeijingTime(time)! }),
  };
}

const sequences = ({ entries }: Statement) => entries.map(({ sequence }) => sequence);

test('a month holds what happened from its first moment in Beijing to its last', async () => {
  const parts = ledgerWith([
    '2025-12-31T23:59:59',
    '2026-01-01T00:00:00',
    '2026-01-15T12:00:00',
    '2026-01-31T23:59:59',
    '2026-02-01T00:00:00',
  ]);
  const january = await monthlyStatement(parts, 'a', '2026-01');
  expect([january.opening, sequences(january), january.closing]).toEqual([1, [2, 3, 4], 4]);
});

test.each([
  ['before anything happened', '2025-11', 0, 0],
  ['in which nothing happened', '2026-02', 2, 2],
  ['after everything', '2027-01', 3, 3],
])('a month %s opens and closes with what there was', async (_, month, opening, closing) => {
  const parts = ledgerWith(['2026-01-05', '2026-01-06', '2026-03-01']);
  expect(await monthlyStatement(parts, 'a', month)).toEqual({ opening, closing, entries: [] });
});

test('an account without entries has empty statements', async () => {
  expect(await monthlyStatement(ledgerWith([]), 'a', '2026-01')).toEqual({ opening: 0, closing: 0, entries: [] });
});

test('a long past costs no more than a few looks', async () => {
  const times = Array.from({ length: 5000 }, (_, at) => (at < 4000 ? '2025-06-01' : '2026-01-02'));
  const parts = ledgerWith(times);
  const january = await monthlyStatement(parts, 'a', '2026-01');
  expect([january.entries.length, january.opening]).toEqual([1000, 4000]);
  expect(parts.ledger.entries.mock.calls.length).toBeLessThan(35);
});

test('a photo that is repaired while the statement is made doesn’t shift it', async () => {
  const parts = ledgerWith(['2026-01-01', '2026-01-02', '2026-01-03', '2026-02-02']);
  const original = parts.ledger.entries.getMockImplementation()!;
  let calls = 0;
  parts.ledger.entries.mockImplementation(async (...args) => {
    if (++calls % 2 === 0) parts.add('2026-02-03');
    return original(...args);
  });
  expect(sequences(await monthlyStatement(parts, 'a', '2026-01'))).toEqual([1, 2, 3]);
});

test('a month with more than can be answered says so', async () => {
  const parts = ledgerWith(['2026-01-01', '2026-01-02', '2026-01-03']);
  await expect(monthlyStatement(parts, 'a', '2026-01', 2)).rejects.toMatchObject({ code: 'request.invalid', details: { field: 'month' } });
});

test.each(['2026-13', '2026', 'x', '2026-1'])('%j is no month', async (month) => {
  await expect(monthlyStatement(ledgerWith([]), 'a', month)).rejects.toMatchObject({ details: { field: 'month' } });
});

test('a statement is a table that spreadsheets read, with what was paid and which photo it was', () => {
  const at = fromBeijingTime('2026-01-02T10:00:00')!;
  const job = sortableId('req', newOperation(at));
  const base = { at, description: '' };
  const entries: Entry[] = [
    { ...base, sequence: 1, kind: 'topup', amount: 50, balanceAfter: 50, cause: '=cmd|"x",1', description: '充值 50 张' },
    { ...base, sequence: 2, kind: 'spend', amount: -1, balanceAfter: 49, cause: job, description: '照片修复' },
    { ...base, sequence: 3, kind: 'expire', amount: -49, balanceAfter: 0, cause: 'old', description: '49 张已过期' },
  ];
  const lots = [{ reference: '=cmd|"x",1', uploads: 50, price: 40_000, boughtAt: at, expiresAt: at }];
  const csv = statementCsv({ opening: 0, closing: 0, entries }, lots);
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFtime,kind,uploads,balance,reference,description,amount_cny',
    ',opening,,0,,,',
    '2026-01-02T10:00:00,bought,50,50,"\'=cmd|""x"",1",充值 50 张,400.00',
    expect.stringMatching(/^2026-01-02T10:00:00,used,-1,49,[0-9a-f]{32},照片修复,$/),
    '2026-01-02T10:00:00,expired,-49,0,old,49 张已过期,',
    ',closing,,0,,,',
    '',
  ]);
});
