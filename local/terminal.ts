import type { Invocation } from './gateway/functions.ts';
import type { Access } from './gateway/gateway.ts';
import { OPERATOR } from './operator.ts';
import type { Real } from './settings.ts';
import type { Stack } from './stack.ts';

export const help = `npm start                 the whole of Darkroom on this machine, in memory
PORT=4000 npm start       the API on port 4000, the outside services' stand-ins on 4001 (default 3000 and 3001)

Set the credentials of an outside service and the real one is used in place of its stand-in:
  Gemini, Omni   GEMINI_API_KEY
  Veo            GOOGLE_CLOUD_PROJECT, and GOOGLE_CREDENTIALS or GOOGLE_APPLICATION_CREDENTIALS (a file)
  WeChat login   WECHAT_APP_ID, WECHAT_APP_SECRET
  WeChat Pay     WECHAT_APP_ID, WECHAT_PAY_MCH_ID, and WECHAT_PAY_KEY (v2) or WECHAT_PAY_V3_KEY, WECHAT_PAY_PRIVATE_KEY,
                 WECHAT_PAY_PUBLIC_KEY, WECHAT_PAY_SERIAL, WECHAT_PAY_PUBLIC_KEY_ID (v3); it notifies PUBLIC_URL
  Alipay         ALIPAY_APP_ID, ALIPAY_PRIVATE_KEY, ALIPAY_PUBLIC_KEY; it notifies PUBLIC_URL
  WeChat OA      WECHAT_OA_BASE_URL=https://api.weixin.qq.com; whose accounts, their owners say when they bind them
CORS_ORIGINS, separated by commas: whose web pages may call the API (default: localhost at 3000, 4173, 5173, 8000, 8080).
Settings such as IMAGE_MODEL or WAIT_SECONDS are taken from the environment too; LOG_LEVEL=info shows the functions' own log.
`;

const services: Record<keyof Real, { name: string; otherwise: string }> = {
  gemini: { name: 'Gemini and Omni', otherwise: 'stand-in' },
  qwen: { name: 'Qwen', otherwise: 'stand-in' },
  vertex: { name: 'Veo', otherwise: 'not configured: Omni makes the videos' },
  wechat: { name: 'WeChat login', otherwise: 'stand-in' },
  wechatPay: { name: 'WeChat Pay', otherwise: 'stand-in' },
  alipay: { name: 'Alipay', otherwise: 'stand-in' },
};

/** What a newcomer needs to know before the first request. */
export function banner({ url, outsideUrl, real }: Stack): string {
  const table = Object.entries(services).map(
    ([key, { name, otherwise }]) => `  ${name.padEnd(16)} ${real[key as keyof Real] ? 'REAL' : otherwise}`,
  );
  const outside = outsideUrl.replace('127.0.0.1', 'localhost');
  return `
${table.join('\n')}

  Log in     curl -s ${url}/api/wechat/login -H 'content-type: application/json' -d '{"code":"ada"}'
  Operator   ${OPERATOR.username} / ${OPERATOR.password}, at ${url}/api/v1/auth/login
  Restore    curl -s ${url}/api/image/restore -H "authorization: Bearer $TOKEN" -F image=@photo.jpg
  Pay        ${outside}/cashier?order=ORDER_ID
  Live       ${url.replace('http', 'ws')}/live?token=ACCESS_TOKEN (WebSocket)
  Stand-ins  ${outside} (calls, faults)
  Docs       ${url}/docs (read and try; ${url}/openapi.json)
`;
}

/** `POST /api/image/restore 200 812ms req-id`: no query, no body, nothing secret. */
export const accessLine = ({ method, path, status, ms, requestId }: Access): string => `${method} ${path} ${status} ${ms}ms ${requestId}`;

/** A worker's run, or a timed task that failed; the runs of endpoints have their request's line. */
export function invocationLine({ id, kind, outcome, ms, requestId }: Invocation): string | undefined {
  if (kind === 'endpoint' || (kind === 'schedule' && outcome === 'ok')) return undefined;
  return `${kind} ${id.split('/').at(-1)} ${outcome} ${ms}ms ${requestId}`;
}

/** An HTTP port that leaves room for the stand-ins' on the next one. */
export function portOf(text: string | undefined): number {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) throw new Error(`PORT must be a whole number from 1 to 65534, not ${text}`);
  return port;
}

/** Why nothing started, with what to do about it. */
export function failureLine(error: unknown, port: number): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!/port \d+ .*is taken$/.test(message)) return message;
  return `${message}: choose another with PORT=${port === 4000 ? 5000 : 4000} npm start (it takes the next one too)`;
}
