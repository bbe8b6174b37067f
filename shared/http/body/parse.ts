import { fail } from '../../kernel/fault.ts';
import type { AnyEndpoint } from '../call.ts';
import type { HttpEvent, ParsedBody } from '../request.ts';
import { parseJson } from './json.ts';
import { parseMultipart } from './multipart.ts';

/** Takes the body apart by its content type, as far as the contract accepts it. */
export async function parseBody(contract: AnyEndpoint, event: HttpEvent): Promise<ParsedBody> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const type = event.headers['content-type'] ?? '';
  const mediaType = type.split(';')[0]!.trim().toLowerCase();
  if (contract.accepts === 'form' && mediaType === 'multipart/form-data') return parseMultipart(bytes, type, contract.files ?? []);
  if (contract.accepts === 'form' && mediaType === 'application/x-www-form-urlencoded') {
    return { fields: presentFields(new URLSearchParams(bytes.toString('utf8'))), files: {} };
  }
  if (mediaType !== '' && !/^application\/([\w.-]+\+)?json$/.test(mediaType)) {
    fail('request.invalid', { field: 'Content-Type', message: `Content-Type 不支持: ${type.slice(0, 100)}` });
  }
  return { fields: parseJson(bytes.toString('utf8')), files: {} };
}

/** A form can't leave a field out as easily as empty: both mean "not given". */
export function presentFields(fields: Iterable<[string, string]>): Record<string, string> {
  const present: Record<string, string> = Object.create(null);
  for (const [name, value] of fields) {
    if (name in present) fail('request.invalid', { field: name, message: `${name} 重复` });
    if (value !== '') present[name] = value;
  }
  return { ...present };
}
