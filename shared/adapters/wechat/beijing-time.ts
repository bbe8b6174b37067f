import { hours } from '../../kernel/clock.ts';

/** China has one time zone and no summer time. */
const beijing = (ms: number): string => new Date(ms + hours(8)).toISOString().slice(0, 19);

/** `20091227091010`: v2. */
export const beijingDigits = (ms: number): string => beijing(ms).replace(/\D/g, '');

/** `2018-06-08T10:34:56+08:00`: v3. */
export const beijingTime = (ms: number): string => `${beijing(ms)}+08:00`;
