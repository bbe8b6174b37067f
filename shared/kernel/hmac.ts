import { createHmac } from 'node:crypto';

/** HMAC-SHA256 of the text, in base64. */
export const hmacSha256 = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('base64');
