import * as z from 'zod/mini';

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
