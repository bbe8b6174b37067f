import { hours } from './clock.ts';

const OFFSET_MS = hours(8);

/** `2026-01-22T10:00:00`: how the platform shows times (decisions.md). China has one time zone and no summer time. */
export const beijingTime = (ms: number): string => new Date(ms + OFFSET_MS).toISOString().slice(0, 19);

/** `20091227091010`: WeChat Pay v2. */
export const beijingDigits = (ms: number): string => beijingTime(ms).replace(/\D/g, '');

/** `2018-06-08T10:34:56+08:00`: WeChat Pay v3. */
export const beijingOffsetTime = (ms: number): string => `${beijingTime(ms)}+08:00`;

/** `2026-01-22`: the day in Beijing. */
export const beijingDay = (ms: number): string => beijingTime(ms).slice(0, 10);

const DAY_MS = hours(24);

/** The day `count` days after (before, where it is negative) a day in Beijing. */
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Milliseconds of a time as the platform takes it: Beijing time without an offset, an explicit offset is honoured, a date alone is its
 * first moment (decisions.md). `undefined` for anything else, 30 February too.
 */
export function fromBeijingTime(text: string): number | undefined {
  const [, day, time = '00:00:00', offset = '+08:00'] = TIME.exec(text) ?? [];
  if (day === undefined) return undefined;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const ms = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}${offset}`);
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  return exists && !Number.isNaN(ms) ? ms : undefined;
}

/** The same day and time, so many months later; the last day of a month that is shorter. `2026-01-31` + 1 → `2026-02-28`. */
export function monthsLater(ms: number, months: number): number {
  const start = new Date(ms + OFFSET_MS);
  const firstOfMonth = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  return firstOfMonth + (day - 1) * hours(24) + (start.getTime() % hours(24)) - OFFSET_MS;
}
