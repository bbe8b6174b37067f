import { createHash } from 'node:crypto';

/** 32 hex digits. Broken as a signature of contents; here only where an old protocol asks for it. */
export const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');
