import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { managedModel, newModel } from './schemas.ts';

export const createModel = endpoint({
  id: 'v1/models/create',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/models',
  summary: 'Offer a model; its key is sealed at once and never answered',
  auth: 'admin',
  rate: 'write',
  body: newModel,
  responses: { 200: envelope(managedModel) },
  faults: [],
  uses: ['models:write', 'numbers', 'roles:read', 'limits', 'tokens'],
  example: {
    request: {
      json: {
        name: '通义千问Plus',
        provider: 'qwen',
        model_name: 'qwen-plus',
        api_key: 'sk-xxx',
        api_base: 'https://dashscope.aliyuncs.com/api/v1',
        config: { temperature: 0.7, max_tokens: 2000 },
        credits_cost: 8,
      },
    },
    response: {
      code: 200,
      message: '模型创建成功',
      data: {
        ...{ id: 11, name: '通义千问Plus', provider: 'qwen', model_name: 'qwen-plus', is_active: true, credits_cost: 8 },
        ...{ kind: 'writing', priority: 100, api_base: 'https://dashscope.aliyuncs.com/api/v1', config: {}, has_api_key: true },
      },
    },
  },
});
