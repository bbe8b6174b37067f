import type { Api } from '../../contract/endpoint.ts';
import { fail } from '../../kernel/fault.ts';
import type { AnyEndpoint } from '../call.ts';
import type { HttpEvent, ParsedBody } from '../request.ts';
import { presentFields } from './fields.ts';
import { parseJson } from './json.ts';
import { parseMultipart, type WayRound } from './multipart.ts';

/** Where an API has a way of its own. */
const waysRound: Partial<Record<Api, WayRound>> = {
  partner: (field) => `请先 POST /api/third/photo/presign 获取上传地址(最大 20 MB),上传后以 ${field}_key 提交`,
};

/** Takes the body apart by its content type, as far as the contract accepts it. */
export async function parseBody(contract: AnyEndpoint, event: HttpEvent): Promise<ParsedBody> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const type = event.headers['content-type'] ?? '';
  const mediaType = type.split(';')[0]!.trim().toLowerCase();
  if (contract.accepts === 'form' && mediaType === 'multipart/form-data')
    return parseMultipart(bytes, type, contract.files ?? [], waysRound[contract.api]);
  if (contract.accepts === 'form' && mediaType === 'application/x-www-form-urlencoded') {
    return { fields: presentFields(new URLSearchParams(bytes.toString('utf8'))), files: {} };
  }
  if (mediaType !== '' && !/^application\/([\w.-]+\+)?json$/.test(mediaType)) {
    fail('request.invalid', { field: 'Content-Type', message: `Content-Type 不支持: ${type.slice(0, 100)}` });
  }
  return { fields: parseJson(bytes.toString('utf8')), files: {} };
}
