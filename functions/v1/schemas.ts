import * as z from 'zod/mini';
import { fromBeijingTime } from '#shared/kernel/beijing-time.ts';
import { fenFromYuan } from '#shared/kernel/money.ts';

/** The platform's envelope around an answer (platform-api.txt, top). */
export const envelope = <Data extends z.ZodMiniType>(data: Data) => z.strictObject({ code: z.literal(200), message: z.string(), data });

/** `2026-01-22T10:00:00`: Beijing time without an offset (decisions.md). */
export const time = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/));

/** Yuan with at most two decimals. */
export const yuan = z.number();

const whole = (name: string, most: number, otherwise: string) => {
  const message = `${name} 必须是 1–${most} 的整数`;
  return z.prefault(
    z.pipe(
      z.string().check(z.regex(/^\d{1,9}$/, message)),
      z.pipe(z.transform(Number), z.number().check(z.gte(1, message), z.lte(most, message))),
    ),
    otherwise,
  );
};

/** `page` from 1, `page_size` 1–100, default 20 (platform-api.txt, 分页查询). */
export const pageQuery = { page: whole('page', 1_000_000, '1'), page_size: whole('page_size', 100, '20') };

/** A page of a list. */
export const paged = <Item extends z.ZodMiniType>(item: Item) =>
  envelope(z.strictObject({ total: z.int(), page: z.int(), page_size: z.int(), items: z.array(item) }));

/** An example: the first page of a list, as it is asked for in so many words. */
export const pageExample = <const Item>(
  items: readonly Item[],
  { total = items.length, query = {}, params }: { total?: number; query?: Record<string, string>; params?: Record<string, string> } = {},
) => ({
  request: { ...(params && { params }), query: { ...query, page: '1', page_size: '20' } },
  response: { code: 200, message: 'success', data: { total, page: 1, page_size: 20, items: [...items] } } as const,
});

/** What is read as a time: a year that a calendar of ours may name. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);
const TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A time as clients write it; milliseconds then (decisions.md, "Times in and out"). */
export function moment(name: string) {
  const message = `${name} 必须是有效时间,如 2026-01-22T10:00:00`;
  return z.pipe(
    z.string(message).check(z.regex(TIME, message)),
    z.pipe(z.transform(fromBeijingTime), z.number(message).check(z.gte(FIRST_MS, message), z.lt(LAST_MS, message))),
  );
}

/** A day in Beijing, `2026-01-31`. */
export function day(name: string) {
  const message = `${name} 必须是有效日期,如 2026-01-31`;
  return z.string(message).check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/, message),
    z.refine((text) => fromBeijingTime(text) !== undefined, message),
  );
}

/** Yuan as clients write them; fen then. */
export function fen(name: string, least: number, most: number) {
  const message = `${name} 必须是 ${least}–${most} 元,最多两位小数`;
  return z.pipe(z.number(message).check(z.gte(least, message), z.lte(most, message)), z.pipe(z.transform(fenFromYuan), z.int(message)));
}

/** A number in a path. */
export const numberInPath = (name: string) =>
  z.pipe(z.string().check(z.regex(/^[1-9]\d{0,9}$/, `${name} 必须是正整数`)), z.transform(Number));

/** A text that people read. */
export const text = (name: string, least: number, most: number) => {
  const message = `${name} 必须是 ${least}–${most} 个字符`;
  return z.string(message).check(
    z.minLength(least, message),
    z.maxLength(most, message),
    z.refine((value) => value.isWellFormed(), `${name} 含有无效字符`),
  );
};
