import { randomUUID } from 'node:crypto';
import type { Answer } from '../service.ts';

/** An error of DashScope's compatible mode (help.aliyun.com/zh/model-studio/error-code). */
interface QwenError {
  status: number;
  code: string;
  type: string;
  message: string;
  headers?: Record<string, string>;
}

const errors = {
  busy: {
    status: 429,
    code: 'limit_requests',
    type: 'limit_requests',
    message: 'You exceeded your current requests list. For details, see: https://help.aliyun.com/zh/model-studio/error-code#rate-limit',
  },
  internal: {
    status: 500,
    code: 'internal_error',
    type: 'internal_error',
    message: 'An internal error has occured, please try again later.',
  },
  inspected: {
    status: 400,
    code: 'data_inspection_failed',
    type: 'data_inspection_failed',
    message:
      'Input data may contain inappropriate content. For details, see: https://help.aliyun.com/zh/model-studio/error-code#inappropriate-content',
  },
  outputInspected: {
    status: 400,
    code: 'data_inspection_failed',
    type: 'data_inspection_failed',
    message: 'Output data may contain inappropriate content.',
  },
  key: {
    status: 401,
    code: 'invalid_api_key',
    type: 'invalid_request_error',
    message: 'Incorrect API key provided. For details, see: https://help.aliyun.com/zh/model-studio/error-code#apikey-error',
  },
  arrears: {
    status: 400,
    code: 'Arrearage',
    type: 'Arrearage',
    message:
      'Access denied, please make sure your account is in good standing. For details, see: https://help.aliyun.com/zh/model-studio/error-code#overdue-payment',
  },
} satisfies Record<string, QwenError>;

export type QwenErrorName = keyof typeof errors;

const bodyOf = ({ code, type, message }: QwenError): object => ({ error: { message, type, param: null, code }, request_id: randomUUID() });

export const errorAnswer = (name: QwenErrorName): Answer => ({ status: errors[name].status, body: bodyOf(errors[name]) });

/** As it comes inside a stream whose status was 200. */
export const errorEvent = (name: QwenErrorName): object => bodyOf(errors[name]);

export const unknownModel = (model: string): Answer => ({
  status: 404,
  body: bodyOf({
    status: 404,
    code: 'model_not_found',
    type: 'invalid_request_error',
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
  }),
});

export const invalidRequest = (message: string): Answer => ({
  status: 400,
  body: bodyOf({ status: 400, code: 'invalid_parameter_error', type: 'invalid_request_error', message }),
});
