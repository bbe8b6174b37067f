import { SAMPLE_PARTNER } from '#local/seed.ts';
import { operator } from '../operator.ts';
import type { UnitCase } from './case.ts';
import { toldPhoto } from './third.ts';

const PATH = '/api/v1/operation/partners';

let count = 0;

/** What an operator does with a partner that has bought ten uploads. */
const managing = (id: string, when: string, method: string, path: string, json?: object): UnitCase => ({
  id: `v1/operation/partners/${id}`,
  when,
  prepare: async (world) => {
    const { token } = await operator(world);
    const code = `metered-${++count}`;
    await world.call('POST', PATH, { token, json: { code } });
    await world.call('POST', `${PATH}/${code}/packages`, { token, json: { package: 10, reference: 'paid' } });
    return () => world.call(method, `${PATH}/${code}${path}`, { token, ...(json && { json }) });
  },
});

const month = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);

export const platformPartnerCases: UnitCase[] = [
  {
    id: 'v1/operation/partners/create',
    when: '',
    prepare: async (world) => {
      const { token } = await operator(world);
      return () => world.call('POST', PATH, { token, json: { code: `metered-${++count}` } });
    },
  },
  {
    id: 'v1/operation/partners/list',
    when: 'one of a page',
    prepare: async (world) => {
      const { token } = await operator(world);
      return () => world.call('GET', `${PATH}?page_size=1`, { token });
    },
  },
  managing('show', '', 'GET', ''),
  managing('update', '', 'PUT', '', { state: 'suspended' }),
  managing('rotate', '', 'POST', '/rotate', { grace: 'hour' }),
  managing('add-package', '', 'POST', '/packages', { package: 50, reference: 'more' }),
  managing('add-package', 'the same payment again', 'POST', '/packages', { package: 10, reference: 'paid' }),
  {
    id: 'v1/operation/partners/add-package',
    when: 'with an `Idempotency-Key`',
    prepare: async (world) => {
      const { token } = await operator(world);
      const code = `metered-${++count}`;
      await world.call('POST', PATH, { token, json: { code } });
      const json = { package: 10, reference: 'paid' };
      return () => world.call('POST', `${PATH}/${code}/packages`, { token, json, headers: { 'idempotency-key': 'once' } });
    },
  },
  managing('usage', '', 'GET', '/usage'),
  managing('webhooks', 'none yet', 'GET', '/webhooks'),
  {
    id: 'v1/operation/partners/resend',
    when: '',
    prepare: async (world) => {
      const [{ token }, mdf] = [await operator(world), await toldPhoto(world)];
      return () => world.call('POST', `${PATH}/${SAMPLE_PARTNER.code}/webhooks/${mdf}/resend`, { token });
    },
  },
  managing('statement', 'a month with one entry', 'GET', `/statement?month=${month()}`),
];
