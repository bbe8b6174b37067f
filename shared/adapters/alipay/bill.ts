import type { BillGateway, BillLine } from '../../domain/payments/ports.ts';
import { fromBeijingTime } from '../../kernel/beijing-time.ts';
import { type Clock, hours, seconds } from '../../kernel/clock.ts';
import { billLines } from './bill-lines.ts';
import { download } from './download.ts';
import { calling, unavailable } from './refusal.ts';
import type { Session } from './session.ts';
import { unzip } from './unzip.ts';

/** Packed and unpacked; some 200,000 trades. */
const LIMIT = 64 * 1024 * 1024;
/** Ready at some 9 o'clock of the next morning. Until then a bill that doesn't exist may only not exist yet. */
const READY_AFTER = hours(24 + 10);
const NO_BILL = ['isp.bill_not_exist', 'BILL_NOT_EXIST', 'ACQ.BILL_NOT_EXIST'];

/**
 * `alipay.data.dataservice.bill.downloadurl.query` says, signed, where the day's trade bill is: a ZIP of CSV files in GBK, which itself is not signed.
 * It is the whole seller account's: other apps' trades are in it, and nothing tells which. https://opendocs.alipay.com/open/3c9f1bcf_alipay.data.dataservice.bill.downloadurl.query
 */
export const bill =
  (session: () => Promise<Session>, clock: Clock): BillGateway['bill'] =>
  async (day) => {
    const { exec } = await session();
    const isReady = clock() >= (fromBeijingTime(day) ?? Number.POSITIVE_INFINITY) + READY_AFTER;
    const answer = await calling(
      () => exec('alipay.data.dataservice.bill.downloadurl.query', { bill_type: 'trade', bill_date: day }),
      NO_BILL,
      () => (isReady ? undefined : unavailable(`the bill of ${day} is not ready`)),
    );
    if (answer === undefined) return [];
    const url = String(answer.bill_download_url);
    if (!/^https?:/.test(url) || !URL.canParse(url)) return unavailable('bill.downloadurl.query answered no address');
    return linesOf(await archiveAt(new URL(url)));
  };

const archiveAt = (url: URL): Promise<Buffer> =>
  download(url, { timeout: seconds(30), limit: LIMIT }).catch((error: Error) => unavailable(`the bill can't be had: ${error.message}`));

function linesOf(archive: Buffer): BillLine[] {
  const lines = filesOf(archive).flatMap(billLines);
  const readable = lines.filter((line) => line !== undefined);
  return readable.length === lines.length ? readable : unavailable('the bill has lines that are not readable');
}

function filesOf(archive: Buffer): Buffer[] {
  try {
    return unzip(archive, LIMIT);
  } catch (error) {
    return unavailable(`the bill is not readable: ${(error as Error).message}`);
  }
}
