import { createHash } from 'node:crypto';
import type { Call } from '../call.ts';

/** The same request has the same fingerprint, however its multipart boundary or its JSON was written. */
export function fingerprint(call: Call): string {
  const files = Object.entries(call.files).map(([field, file]) => [field, createHash('sha256').update(file.bytes).digest('hex')]);
  const request = [call.method, call.path, call.body ?? null, files.sort()];
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
}
