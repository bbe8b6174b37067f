import { dynamoOrders } from '#shared/adapters/dynamo/orders.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { CreditParts } from '#shared/domain/payments/credit.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { log } from '#shared/kernel/log.ts';

/** What crediting a WeChat payment takes, wherever it is found out: a notification, a query, the sweeper. */
export const creditParts = (env: Environment): CreditParts => ({
  orders: dynamoOrders(dynamoTable(env)),
  clock: systemClock,
  alarm: (event, facts) => log('error', event, facts),
});
