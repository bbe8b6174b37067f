import type { Answer } from '../service.ts';
import type { WechatCredentials } from './credentials.ts';
import { platformHeaders } from './sign-v3.ts';

export function refuseV3(status: number, code: string, message: string, detail?: object): Answer {
  return { status, body: { code, message, ...(detail === undefined ? {} : { detail }) } };
}

export const wrong = (field: string): Answer =>
  refuseV3(400, 'PARAM_ERROR', '参数错误', { field, issue: `invalid ${field}`, location: 'body' });

/** The answer with its signature: WeChat signs refusals too. */
export function sealV3(answer: Answer, credentials: WechatCredentials, now: number): Answer {
  const body = typeof answer.body === 'object' ? JSON.stringify(answer.body) : (answer.body ?? '');
  return { ...answer, body, headers: { 'content-type': 'application/json; charset=utf-8', ...platformHeaders(body, credentials, now) } };
}

/** A request's object; an empty one for anything else. */
export function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
