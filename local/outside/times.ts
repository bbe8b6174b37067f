const BEIJING = 8 * 3_600_000;

/** `yyyyMMddHHmmss`, Beijing time, as v2 writes times. */
export const timeV2 = (ms: number): string => new Date(ms + BEIJING).toISOString().replace(/\D/g, '').slice(0, 14);

/** Milliseconds of such a time; `undefined` when it is none. */
export function fromTimeV2(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** `2018-06-08T10:34:56+08:00`, as v3 writes times. */
export const timeV3 = (ms: number): string => `${new Date(ms + BEIJING).toISOString().slice(0, 19)}+08:00`;

/** `2026-01-22 10:00:00`, Beijing time, as Alipay writes times. */
export const spacedTime = (ms: number): string => timeV3(ms).slice(0, 19).replace('T', ' ');
