import { createHash } from 'node:crypto';
import type { BillGateway } from '../../domain/payments/ports.ts';
import { billLines } from './bill-lines.ts';
import { parseFlatXml } from './flat-xml.ts';
import { calling, unavailable } from './refusal.ts';
import type { SessionV2 } from './session-v2.ts';
import type { SessionV3 } from './session-v3.ts';

/** Some 200,000 trades. */
const LIMIT = 64 * 1024 * 1024;

/** `apps`: whose trades are ours; a merchant may have other apps. */
type Bill = BillGateway['bill'];
type Apps = ReadonlySet<string>;

/** `/v3/bill/tradebill` says where the file is, and its SHA-1; that answer is signed, the file itself isn't. */
export const billV3 =
  (session: () => Promise<SessionV3>, apps: Apps): Bill =>
  async (day) => {
    const { client } = await session();
    const params = { bill_date: day, bill_type: 'ALL' };
    const answer = await calling(
      () => client.get('/v3/bill/tradebill', { params }),
      ['NO_STATEMENT_EXIST'],
      () => undefined,
    );
    if (answer === undefined) return [];
    const { download_url, hash_value } = answer.data as Record<string, unknown>;
    if (!URL.canParse(String(download_url))) return unavailable('tradebill answered no download_url');
    const { origin, pathname, searchParams } = new URL(String(download_url));
    // The client knows by the path alone that this answer isn't signed.
    const config = {
      baseURL: origin,
      params: Object.fromEntries(searchParams),
      responseType: 'arraybuffer',
      maxContentLength: LIMIT,
    } as const;
    const file = (await calling(() => client.get(pathname, config))).data as Buffer;
    if (createHash('sha1').update(file).digest('hex') !== String(hash_value).toLowerCase()) return unavailable("the bill's SHA-1 differs");
    return billLines(file.toString(), apps) ?? unavailable('the bill is not readable');
  };

/** `/pay/downloadbill` answers the text itself, which nobody signs, or XML that says why there is none. */
export const billV2 =
  (session: () => Promise<SessionV2>, apps: Apps): Bill =>
  async (day) => {
    const { postForText } = await session();
    const request = { bill_date: day.replaceAll('-', ''), bill_type: 'ALL' };
    const text = await calling(() => postForText('/pay/downloadbill', request, LIMIT));
    if (!text.trimStart().startsWith('<')) return billLines(text, apps) ?? unavailable('the bill is not readable');
    const { return_msg, error_code } = parseFlatXml(text) ?? {};
    return return_msg === 'No Bill Exist' ? [] : unavailable(`downloadbill: ${error_code} ${return_msg}`);
  };
