import { createHash, randomBytes } from 'node:crypto';
import type { Answer, Exchange } from '../service.ts';
import { refuseV3, wrong } from './answer-v3.ts';

/** `bill`: the text of a day's trade bill. */
export type BillOf = (day: string) => string | undefined;

/** Where v3 says that the file is. The real one isn't below `/v3/bill` either. */
export const DOWNLOAD = '/v3/billdownload/file';

/** `GET /v3/bill/tradebill?bill_date=`, and the file that it names, whose answer nobody signs: the SHA-1 was in the signed one. */
export function createBillV3(billOf: BillOf, now: () => number) {
  const files = new Map<string, { text: string; until: number }>();

  return {
    announce({ method, url }: Exchange): Answer | undefined {
      if (method !== 'GET') return undefined;
      const day = url.searchParams.get('bill_date') ?? '';
      if (!/^\d{4}-\d\d-\d\d$/.test(day)) return wrong('bill_date');
      const text = billOf(day);
      if (text === undefined) return refuseV3(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
      const token = randomBytes(24).toString('base64url');
      files.set(token, { text, until: now() + 5 * 60_000 });
      const hash = createHash('sha1').update(text).digest('hex');
      return { status: 200, body: { hash_type: 'SHA1', hash_value: hash, download_url: `${url.origin}${DOWNLOAD}?token=${token}` } };
    },

    download({ url }: Exchange): Answer {
      const file = files.get(url.searchParams.get('token') ?? '');
      if (file === undefined || file.until < now()) return refuseV3(404, 'RESOURCE_NOT_EXISTS', '账单文件不存在');
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: file.text };
    },
  };
}
