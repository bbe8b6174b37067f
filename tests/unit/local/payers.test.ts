import { expect, test } from 'vitest';
import { createPayers } from '#local/payers.ts';

const answer = (data: unknown) => Buffer.from(JSON.stringify({ code: 200, message: 'ok', data }));

test('an answer that sends a payer somewhere is remembered by its order, the last one of the same order', () => {
  const payers = createPayers();
  payers.read(answer({ order_id: 'R1', payment_url: 'http://localhost:1/a' }));
  payers.read(answer({ order_id: 'R1', payment_url: 'http://localhost:1/b' }));
  expect([payers.paymentUrlOf('R1'), payers.paymentUrlOf('R2')]).toEqual(['http://localhost:1/b', undefined]);
});

test.each([
  Buffer.from(''),
  Buffer.from('"payment_url"'),
  Buffer.from('{"payment_url":'),
  Buffer.from('null "payment_url"'),
  answer(null),
  answer({ order_id: 'R1' }),
  answer({ order_id: 'R1', payment_url: null }),
  answer({ order_id: 'R1', payment_url: 'nowhere' }),
])('any other answer isn’t: %s', (body) => {
  const payers = createPayers();
  payers.read(body);
  expect(payers.paymentUrlOf('R1')).toBeUndefined();
});

test('the oldest of more than 1,000 is forgotten', () => {
  const payers = createPayers();
  for (let at = 0; at <= 1000; at++) payers.read(answer({ order_id: `R${at}`, payment_url: `http://localhost:1/${at}` }));
  expect([payers.paymentUrlOf('R0'), payers.paymentUrlOf('R1')]).toEqual([undefined, 'http://localhost:1/1']);
});
