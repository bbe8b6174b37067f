import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';
import { answered, partnerUses, thirdCode } from './schemas.ts';

const MOST = 100;
const COUNT = `mdf 必须是 1–${MOST} 个`;

/** A list in JSON; in a form, one text with commas between. */
const mdfs = z.pipe(
  z.union([z.string(), z.array(z.string())], 'mdf 必须是文本或文本列表'),
  z.pipe(
    z.transform((given: string | string[]) => (typeof given === 'string' ? given.split(',') : given).map((one) => one.trim())),
    z.array(z.string()).check(z.minLength(1, COUNT), z.maxLength(MOST, COUNT)),
  ),
);

const done = z.strictObject({ mdf: z.string(), status: z.literal(200), msg: z.string(), url: z.string() });
const working = z.strictObject({ mdf: z.string(), status: z.literal(100), msg: z.string() });
const failed = z.strictObject({ mdf: z.string(), errno: z.number(), msg: z.string() });

export const photoBatch = endpoint({
  id: 'third/photo-batch',
  api: 'partner',
  method: 'POST',
  path: '/api/third/photo/batch',
  summary: `How up to ${MOST} photos stand, in one call: what status and download say of each, in the order that was asked`,
  auth: 'partner',
  rate: 'query',
  accepts: 'form',
  body: z.strictObject({ third_code: thirdCode, mdf: mdfs }),
  responses: { 200: answered(z.strictObject({ photos: z.array(z.union([done, working, failed])) })) },
  faults: ['partner.suspended'],
  uses: [...partnerUses, 'jobs:find', 'public-url'],
  example: {
    request: { form: { third_code: 'hiliad', mdf: '40b37f58db153e5149f008421797714e,5d41402abc4b2a76b9719d911017c592' } },
    response: {
      code: 200,
      data: {
        photos: [
          {
            ...{ mdf: '40b37f58db153e5149f008421797714e', status: 200, msg: '图片处理完成' },
            url: 'https://photo.fangtangtv.com/static/life_img/40b37f58db153e5149f008421797714e01100.jpg',
          },
          { mdf: '5d41402abc4b2a76b9719d911017c592', errno: 9002, msg: '图片不存在,请确认图片是否上传成功' },
        ],
      },
    },
  },
});
