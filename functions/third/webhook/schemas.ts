import * as z from 'zod/mini';
import type { Callback } from '#shared/contract/endpoint.ts';

const mdf = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const told = <Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) =>
  z.strictObject({ type: z.literal(type), timestamp: z.string(), data });

/** What a partner is told at its `callback_url` (docs/partners.md). */
export const photoTold: Callback = {
  name: 'PhotoEnded',
  field: 'callback_url',
  summary: 'A photo was repaired, or it failed. Signed as Standard Webhooks has it; anything but a 2xx is tried again for a day',
  body: z.union([
    told('photo.repaired', z.strictObject({ mdf, status: z.literal(200), msg: z.string(), url: z.string(), expires_at: z.string() })),
    told('photo.failed', z.strictObject({ mdf, errno: z.literal(9009), msg: z.string() })),
  ]),
  example: {
    type: 'photo.repaired',
    timestamp: '2026-01-22T02:05:00.000Z',
    data: {
      ...{ mdf: '40b37f58db153e5149f008421797714e', status: 200, msg: '图片处理完成' },
      url: 'https://photo.fangtangtv.com/static/life_img/40b37f58db153e5149f008421797714e01100.jpg',
      expires_at: '2026-01-22T03:05:00.000Z',
    },
  },
};
