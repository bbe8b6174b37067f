import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { couponsOfOrders } from '#shared/adapters/dynamo/alongside-coupons.ts';
import { rewardsOfFirstPayments } from '#shared/adapters/dynamo/alongside-rewards.ts';
import { countedOrders } from '#shared/adapters/dynamo/alongside-statistics.ts';
import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import type { OrderAlongside } from '#shared/adapters/dynamo/order-alongside.ts';
import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { dynamoTable, type Table } from '#shared/adapters/dynamo/table.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { perksFrom } from '#shared/domain/activities/perks.ts';
import type { CreditParts } from '#shared/domain/payments/credit.ts';
import type { Perks } from '#shared/domain/payments/perks.ts';
import type { Orders } from '#shared/domain/payments/ports.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { log } from '#shared/kernel/log.ts';

/** What follows from an order's steps, wherever it takes them: the same for every function, or some payments would be forgotten. */
const alongside: readonly OrderAlongside[] = [countedOrders, couponsOfOrders, rewardsOfFirstPayments];

export const ordersIn = (table: Table): Orders => dynamoOrders(table, alongside);
export const ordersOf = (env: Environment): Orders => ordersIn(dynamoTable(env));

/** What makes an order's price. */
export const perksOf = (env: Environment): Perks => {
  const table = dynamoTable(env);
  return perksFrom({ activities: dynamoActivities(table), coupons: dynamoCoupons(table) });
};

/** What crediting a payment takes, wherever it is found out: a notification, a query, the sweeper. */
export const creditParts = (env: Environment): CreditParts => ({
  orders: ordersOf(env),
  clock: systemClock,
  alarm: (event, facts) => log('error', event, facts),
});
