import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import type { Answer, Exchange, OutsideService } from '../service.ts';
import { refuseV3, sealV3 } from './answer-v3.ts';
import type { WechatCredentials } from './credentials.ts';
import { sealV2, xmlAnswer } from './pay-v2.ts';

type Mode = Parameters<OutsideService['fault']>[0];

interface Context {
  credentials: WechatCredentials;
  handle: OutsideService['handle'];
  now: () => number;
  v3: boolean;
}

const FAULTS: Record<Exclude<Mode, 'badsign'>, { status: number; v2: string; v3: string; message: string }> = {
  429: { status: 429, v2: 'FREQUENCY_LIMITED', v3: 'FREQUENCY_LIMITED', message: '频率超限，请降低请求接口频率' },
  500: { status: 500, v2: 'SYSTEMERROR', v3: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' },
  refuse: { status: 403, v2: 'NOAUTH', v3: 'NO_AUTH', message: '商户无此接口权限' },
};

/** v2 says that it is busy or broken with HTTP 200 and an err_code, v3 with a status. `badsign` does the work and signs the answer wrongly. */
export async function payFault(mode: Mode, exchange: Exchange, { credentials, handle, now, v3 }: Context): Promise<Answer> {
  if (mode === 'badsign') return forged(await handle(exchange));
  const fault = FAULTS[mode];
  if (v3) return sealV3(refuseV3(fault.status, fault.v3, fault.message), credentials, now());
  const result = { result_code: 'FAIL', err_code: fault.v2, err_code_des: fault.message };
  return xmlAnswer(sealV2(result, parseFlatXml(exchange.body.toString()), credentials));
}

const FORGED_SIGNATURE = Buffer.alloc(256, 1).toString('base64');

function forged(answer: Answer): Answer {
  const headers = answer.headers?.['Wechatpay-Signature'] ? { ...answer.headers, 'Wechatpay-Signature': FORGED_SIGNATURE } : answer.headers;
  const body =
    typeof answer.body === 'string' ? answer.body.replace(/<sign><!\[CDATA\[[^\]]*/, `<sign><![CDATA[${'0'.repeat(32)}`) : answer.body;
  return { ...answer, headers, body };
}
