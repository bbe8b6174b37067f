import { creationOf } from '#tests/support/platform/creations.ts';
import { claimableCoupon, giftActivity } from '#tests/support/platform/operation.ts';
import type { Caller, Place } from './caller.ts';

type Make = (place: Place, caller: Caller) => Promise<string | number>;

/** What an endpoint is about, and its caller has to have before: by the path up to its parameter. Answers what the parameter is then. */
export const things: Readonly<Record<string, Make>> = {
  '/api/v1/creations/{id}': ({ table }, { account }) => creationOf(table, account),
  '/api/v1/operation/activities/{activity_id}': ({ table }) => giftActivity(table),
  '/api/v1/operation/coupons/{coupon_id}': ({ table }) => claimableCoupon(table),
};

/** `/api/v1/things/{id}/parts/{part}` → `/api/v1/things/{id}`; undefined for a path without parameters. */
export const thingOf = (path: string): string | undefined => /^[^{]*\{\w+\}/.exec(path)?.[0];
