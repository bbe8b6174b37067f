import { refuse } from '#tests/support/meter/refusals.ts';
import type { Exchange } from './labels.ts';

export interface Refusal {
  status: number;
  type: string;
  body: string;
}

export type RefusalKind = 'fail-before' | 'throttle' | 'conflict';

const json = (status: number, body: object, type = 'application/json'): Refusal => ({ status, type, body: JSON.stringify(body) });

/** What the service of this call says when it refuses it; nothing is done then. */
export function refusalOf(kind: RefusalKind, exchange: Exchange): Refusal {
  const broken = kind === 'fail-before';
  if (exchange.service === 'dynamodb') {
    const { status, body } = refuse(kind, JSON.parse(exchange.body.toString('utf8')));
    return json(status, body, 'application/x-amz-json-1.0');
  }
  if (exchange.service === 'ssm' || exchange.headers['x-amz-target']) {
    const name = broken ? 'InternalServerError' : 'ThrottlingException';
    return json(broken ? 500 : 400, { __type: name, message: name }, 'application/x-amz-json-1.1');
  }
  if (exchange.service === 'storage') {
    const code = broken ? 'InternalError' : 'SlowDown';
    return { status: broken ? 500 : 503, type: 'application/xml', body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` };
  }
  const status = broken ? 500 : 429;
  return json(status, { error: { code: status, status: broken ? 'INTERNAL' : 'RESOURCE_EXHAUSTED', message: 'injected' } });
}
