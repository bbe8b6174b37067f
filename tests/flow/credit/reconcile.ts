import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { dynamoBooks } from '#shared/adapters/dynamo/books.ts';
import { queryItems } from '#shared/adapters/dynamo/items.ts';
import { partitionsOf } from '#shared/adapters/dynamo/keys.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { takenBack } from '#shared/domain/payments/refund-steps.ts';
import { closed, paid } from '#shared/domain/payments/steps.ts';
import { beijingDay, fromBeijingTime } from '#shared/kernel/beijing-time.ts';
import { days, hours, minutes } from '#shared/kernel/clock.ts';
import { watchAlarms } from '#tests/flow/payments/support.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';
import { newBuyer, orderOf, pay, settingsOf, type Way } from './support.ts';

const DAY = '2026-11-20';
const NOON = fromBeijingTime(`${DAY}T12:00:00`)!;
const NEXT_MORNING = NOON + hours(22.5);
const LATER = NOON + days(3);

/** What comparing the books with a provider's finds, heals and leaves, whoever the provider is. */
export function reconcilePromises(way: Way): void {
  const stack = useStack({ settings: settingsOf(way), payNow: () => Date.now() });
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }));
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const run = () => stack().runSchedule('schedules/reconcile');
  const orders = () => dynamoOrders(tableOf(stack()));
  const web = () => gatewaysOf(stack().env, ssmSecrets(stack().env, secretsOf(['payments:alipay', 'payments:wechat']))).webOf(way.provider);
  const found = async () => {
    const { reports, differences } = await dynamoBooks(tableOf(stack())).day(DAY);
    const kinds = differences.filter(({ provider }) => provider === way.provider).map(({ orderId, kind }) => [orderId, kind]);
    return { report: reports.find(({ provider }) => provider === way.provider), kinds: Object.fromEntries(kinds) };
  };
  const waiting = async () => {
    const lists = partitionsOf(`BOOKS#${way.provider}`).map((pk) =>
      queryItems(tableOf(stack()), 'duePk = :pk', { ':pk': pk }, { IndexName: 'due', ConsistentRead: false }),
    );
    return (await Promise.all(lists)).flat().length;
  };

  test('every difference of a day is found: what is safe is healed, the rest is reported and alarmed, once', async () => {
    const alarms = watchAlarms();
    const ada = await newBuyer(stack(), way);
    const bought = async (how: Parameters<typeof pay>[2] = {}) => {
      const id = await ada.ordered();
      await pay(stack(), id, how);
      return id;
    };
    const [fine, given, elsewhere, unnoticed] = [await bought(), await bought(), await bought(), await bought()];
    const [lost, cheap, unpaid] = [await bought({ notify: false }), await bought({ amount: 1, notify: false }), await ada.ordered()];
    await orders().move(await orderOf(stack(), lost), closed, NOON);
    await orders().move(await orderOf(stack(), unpaid), (who, order) => paid(order, who, { transactionId: 'made up', at: NOON }), NOON);

    const operator = await platformUser(tableOf(stack()), stack().secrets);
    await dynamoRoles(tableOf(stack())).grant({ ...operator, since: 0 }, 'admin');
    const json = { order_id: given, reason: 'x' };
    await ask(stack(), 'POST', '/api/v1/operation/refunds', { token: operator.token, json });
    const refund = { amount: 1000, total: 1000, reason: 'x' };
    await web().refund({ ...refund, orderId: elsewhere, refundId: 'byhand1' });
    const wish = { by: 'u_1', reason: 'x', at: NOON };
    await orders().move(await orderOf(stack(), unnoticed), (who, order) => takenBack(order, who, wish), NOON);
    await web().refund({ ...refund, orderId: unnoticed, refundId: `${unnoticed}R` });
    vi.setSystemTime(NOON + minutes(5));
    await stack().runSchedule('schedules/sweep');
    const balance = (await ada.balance()).credit_balance;

    vi.setSystemTime(NEXT_MORNING);
    await run();
    const { report, kinds } = await found();
    expect(kinds).toEqual({
      [lost]: 'credited',
      [cheap]: 'other_amount',
      [unpaid]: 'not_paid',
      [elsewhere]: 'unknown_refund',
      ...(kinds[unnoticed] && { [unnoticed]: 'refund_noticed' }),
    });
    expect(report).toMatchObject({ day: DAY, payments: 6, paid: 5001, refunds: 3, refunded: 3000, open: 3 });
    expect((await orderOf(stack(), lost)).state).toBe('paid');
    expect([(await orderOf(stack(), unnoticed)).state, (await orderOf(stack(), given)).state]).toEqual(['refunded', 'refunded']);
    expect(alarms().filter(({ event }) => event === 'books.differ')).toHaveLength(3);
    expect((await orderOf(stack(), fine)).confirmedAt).toBe(NEXT_MORNING);

    await run();
    expect(await found()).toEqual({ report, kinds });
    expect(alarms().filter(({ event }) => event === 'books.differ')).toHaveLength(3);
    const eve = await platformUser(tableOf(stack()), stack().secrets);
    await dynamoRoles(tableOf(stack())).grant({ ...eve, since: 0 }, 'admin');
    const shown = await ask<{ differences: object[] }>(stack(), 'GET', `/api/v1/operation/reconciliation?date=${DAY}`, {
      token: eve.token,
    });
    expect(shown.body.data.differences).toContainEqual({
      ...{ provider: way.provider, kind: 'other_amount', healed: false, order_id: cheap, provider_amount: 0.01, our_amount: 10 },
    });
    // What was healed, and nothing else, has moved points.
    expect(balance).toBeGreaterThan(0);
    vi.setSystemTime(NEXT_MORNING + days(1));
    await run();
    expect(await waiting()).toBe(0);
  });

  test('a bill that isn’t there yet leaves the day for the next run', async () => {
    vi.setSystemTime(LATER);
    await pay(stack(), await (await newBuyer(stack(), way)).ordered());
    vi.setSystemTime(LATER + hours(22.5));
    stack().outside.faults.add({ service: way.provider === 'alipay' ? 'alipay' : 'wechatpay', mode: '500', times: 100 });
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await run();
    const reports = async () =>
      (await dynamoBooks(tableOf(stack())).day(beijingDay(LATER))).reports.filter(({ provider }) => provider === way.provider);
    expect(await reports()).toEqual([]);
    stack().outside.faults.clear();
    await run();
    expect(await reports()).toMatchObject([{ payments: 1, paid: 1000, open: 0, healed: 0 }]);
  });
}
