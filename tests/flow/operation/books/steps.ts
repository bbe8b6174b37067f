import * as fc from 'fast-check';

/** What users, operators and providers do, about things by their place in a list. */
export type Step =
  | { do: 'register'; by: number }
  | { do: 'claim'; who: number; coupon: number }
  /** `news`: where orders are real ones, whether it is paid at once, and how we hear of it. */
  | { do: 'recharge'; who: number; yuan: number; coupon: number; news: number }
  | { do: 'join'; who: number; type: 'monthly' | 'quarterly' | 'yearly'; balance: boolean; news: number }
  | { do: 'pay'; order: number; news: number }
  | { do: 'close'; order: number }
  | { do: 'refund'; order: number; outcome: 'refunded' | 'refused' | 'unknown' }
  | { do: 'participate'; who: number; activity: number };

const which = fc.nat(30);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('register' as const), by: which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('claim' as const), who: which, coupon: which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('recharge' as const),
      who: which,
      yuan: fc.integer({ min: 1, max: 200 }),
      coupon: which,
      news: fc.nat(8),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      who: which,
      type: fc.constantFrom('monthly' as const, 'quarterly' as const, 'yearly' as const),
      balance: fc.boolean(),
      news: fc.nat(8),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pay' as const), order: which, news: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), order: which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      order: which,
      outcome: fc.constantFrom('refunded' as const, 'refused' as const, 'unknown' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('participate' as const), who: which, activity: which }) },
);
