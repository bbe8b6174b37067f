import type { Readable } from 'node:stream';
import { apiOf } from '#shared/contract/endpoint.ts';
import { renderFault } from '#shared/http/render.ts';
import { Fault } from '#shared/kernel/fault.ts';
import type { FaultCode } from '#shared/kernel/faults.ts';
import { gatewayAnswer, type WireAnswer } from './answer.ts';

/** API Gateway's limit of a request's body, in bytes. */
const BODY_LIMIT = 10 * 1024 * 1024;
/** Lambda's limit of an event and of a result, in bytes. Base64 makes this 4.5 MB of picture. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;
/** An HTTP API's limit of a Lambda's answer. */
export const GATEWAY_SECONDS = 30;

const WAY_ROUND =
  '图片过大: 经网关上传的文件须 ≤ 4.5 MB; 更大的图片(≤ 20 MB)请先 POST /api/uploads 取得上传地址, 再以 imageKey / referenceKey 提交';

/** The whole body; undefined when it is too large, and then it has been read to its end so that the client hears the answer. */
export async function readBody(stream: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks);
}

/**
 * A request that API Gateway or Lambda would not take. AWS answers `{"message":"Request Entity Too Large"}` itself; for
 * pictures we say the way round it, as the API itself does for everything between 4.5 MB and AWS's limit.
 */
export function tooLarge(path: string, takesPictures: boolean, requestId: string): WireAnswer {
  return takesPictures
    ? faultAnswer(path, 'image.too_large', { message: WAY_ROUND }, requestId)
    : gatewayAnswer(413, 'Request Entity Too Large');
}

/** A fault as the API says it to whom the path belongs. */
export function faultAnswer(path: string, code: FaultCode, details: { message?: string; allow?: string }, requestId: string): WireAnswer {
  const { statusCode, headers, body } = renderFault(apiOf(path), new Fault(code, details), requestId);
  return { status: statusCode, headers, body: Buffer.from(body) };
}
