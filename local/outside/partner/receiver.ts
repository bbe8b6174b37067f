import type { Answer, Exchange, OutsideService } from '../service.ts';

const headers = { 'webhook-id': /^\S+$/, 'webhook-timestamp': /^\d+$/, 'webhook-signature': /^v1,\S+( v1,\S+)*$/ };

/**
 * A partner's server below `/partner`, to give as `callback_url`: it takes every webhook that has the headers of Standard Webhooks. Whose
 * it is it doesn't know, so signatures are looked at but not checked.
 */
export function createPartner(): OutsideService {
  const handle = async ({ method, headers: sent }: Exchange): Promise<Answer> => {
    if (method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    const [wrong] = Object.entries(headers).filter(([name, form]) => !form.test(sent[name] ?? ''));
    return wrong ? { status: 400, body: `${wrong[0]} is missing or malformed\n` } : { status: 204 };
  };
  return {
    name: 'partner',
    prefixes: ['/partner'],
    handle,
    async fault(mode) {
      // 410: it wants no more of this webhook.
      const status = { '429': 429, '500': 500, refuse: 410, badsign: 401 }[mode];
      return { status, body: 'as it was told\n' };
    },
  };
}
