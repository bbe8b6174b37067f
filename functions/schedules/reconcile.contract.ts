import { schedule } from '#shared/contract/endpoint.ts';

/** Providers have the bill of a day by some 10 o'clock of the next morning (docs/decisions, "Reconciliation"). */
export const reconcile = schedule({
  id: 'schedules/reconcile',
  everyMinutes: 1440,
  at: '10:30',
  summary: "Compares our orders with the payment providers' bills, heals what is safe and reports every difference",
  uses: [
    'due:read',
    'ledger:write',
    'orders:write',
    'activities:read',
    'statistics:count',
    'books:write',
    'payments:alipay',
    'payments:wechat',
  ],
  timeoutSeconds: 840,
});
