import type { ExampleRequest } from '#shared/contract/endpoint.ts';
import { draw } from './picture.ts';

const BOUNDARY = 'darkroom-sample-event';

/** The body of an example and the header that names its type. */
export function bodyOf(request: ExampleRequest): { headers: Record<string, string>; body: Buffer } {
  if (request.json !== undefined) return typed('application/json', Buffer.from(JSON.stringify(request.json)));
  if (request.raw !== undefined) return { headers: {}, body: Buffer.from(request.raw) };
  if (request.form || request.files) return typed(`multipart/form-data; boundary=${BOUNDARY}`, multipart(request));
  return { headers: {}, body: Buffer.alloc(0) };
}

const typed = (type: string, body: Buffer) => ({ headers: { 'content-type': type, 'content-length': String(body.length) }, body });

function multipart({ form = {}, files = {} }: ExampleRequest): Buffer {
  const fields = Object.entries(form).map(([name, value]) => part(`name="${name}"`, '', Buffer.from(value)));
  const pictures = Object.entries(files).map(([name, drawn]) =>
    part(`name="${name}"; filename="${drawn}.png"`, 'content-type: image/png\r\n', draw(drawn)),
  );
  return Buffer.concat([...fields, ...pictures, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const part = (disposition: string, headers: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n${headers}\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);

/** `/api/image/jobs/{requestId}` with its parameters filled in, and the query. Any unknown path stands for `$default`. */
export function targetOf(path: string, { params = {}, query = {} }: ExampleRequest): string {
  const filled = path === '$default' ? '/api/unknown' : path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `{${name}}`);
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}
