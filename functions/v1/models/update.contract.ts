import { endpoint } from '#shared/contract/endpoint.ts';
import { envelope } from '../schemas.ts';
import { managedModel, modelChange, modelParams } from './schemas.ts';

export const updateModel = endpoint({
  id: 'v1/models/update',
  api: 'platform',
  method: 'PUT',
  path: '/api/v1/models/{id}',
  summary: 'Change a model; what is not named stays, its key too',
  auth: 'admin',
  rate: 'write',
  params: modelParams,
  body: modelChange,
  responses: { 200: envelope(managedModel) },
  faults: ['model.not_found'],
  uses: ['models:write', 'roles:read', 'limits', 'tokens'],
  example: {
    request: { params: { id: '1' }, json: { credits_cost: 12, is_active: true } },
    response: {
      code: 200,
      message: '模型更新成功',
      data: {
        ...{ id: 1, name: '通义千问Plus', provider: 'qwen', model_name: 'qwen-plus', is_active: true, credits_cost: 12 },
        ...{ kind: 'writing', priority: 1, api_base: null, config: {}, has_api_key: false },
      },
    },
  },
});
