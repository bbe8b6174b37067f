import { resetModels } from '../../platform/models.ts';
import { operator } from '../operator.ts';
import type { UnitCase } from './case.ts';

const draft = {
  name: '通义千问Plus',
  provider: 'qwen',
  model_name: 'qwen-plus',
  api_key: 'sk',
  api_base: 'https://1.1.1.1/v1',
  credits_cost: 8,
};

export const modelCases: UnitCase[] = [
  { id: 'v1/models/list', when: '', prepare: async (world) => () => world.call('GET', '/api/v1/models') },
  {
    id: 'v1/models/create',
    when: '',
    prepare: async (world) => {
      // Whoever needs a model reads all: what this case has made before would be read with them.
      await resetModels(world.table);
      const { token } = await operator(world);
      return () => world.call('POST', '/api/v1/models', { token, json: draft });
    },
  },
  {
    id: 'v1/models/update',
    when: '',
    prepare: async (world) => {
      const { token } = await operator(world);
      return () => world.call('PUT', '/api/v1/models/1', { token, json: { credits_cost: 10 } });
    },
  },
  {
    id: 'v1/models/remove',
    when: '',
    prepare: async (world) => {
      const { token } = await operator(world);
      const { data } = await world.call<{ data: { id: number } }>('POST', '/api/v1/models', { token, json: draft });
      return () => world.call('DELETE', `/api/v1/models/${data.id}`, { token });
    },
  },
];
