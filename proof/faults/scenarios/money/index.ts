import type { Provider } from '#shared/domain/payments/types.ts';
import type { Scenario } from '../scenario.ts';
import { afterClose } from './kinds/after-close.ts';
import { atOnce } from './kinds/at-once.ts';
import { forgedAmount, forgedApp, forgedKey, forgedOrder } from './kinds/forged.ts';
import { killed } from './kinds/killed.ts';
import { lost } from './kinds/lost.ts';
import { reordered } from './kinds/reordered.ts';
import { replayed } from './kinds/replayed.ts';
import { type Kind, moneyScenario } from './trial.ts';

/** What can happen to the news of a payment, by its name. */
const kinds: Record<string, Kind> = {
  'a notification replayed': replayed,
  'notifications reordered': reordered,
  'forged with another key': forgedKey,
  'forged for another amount': forgedAmount,
  'forged for another app': forgedApp,
  'forged for another order': forgedOrder,
  'a notification lost': lost,
  'a payment after closing': afterClose,
  'a notification twice at once': atOnce,
  'killed between verifying and crediting': killed,
};

const providers: readonly Provider[] = ['alipay', 'wechat'];

export const moneyScenarios: readonly Scenario[] = Object.entries(kinds).flatMap(([id, kind]) =>
  providers.map((provider) => moneyScenario(id, provider, kind)),
);
