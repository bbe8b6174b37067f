import { schedule } from '#shared/contract/endpoint.ts';

export const sweep = schedule({
  id: 'schedules/sweep',
  everyMinutes: 1,
  summary:
    'Settles whatever is due: jobs past their deadline and what dead workers left of them, orders nobody paid, prepaid uploads nobody used; sends what is to be published and what partners are to be told',
  uses: [
    'due:read',
    'ledger:write',
    'jobs:read',
    'jobs:write',
    'orders:write',
    'payments:alipay',
    'payments:wechat',
    'media:remove',
    'photos:remove',
    'publications:write',
    'queue:publish-jobs',
    'activities:read',
    'statistics:count',
    'queue:webhooks',
    'texts:remove',
  ],
  timeoutSeconds: 55,
});
