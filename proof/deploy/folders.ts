import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** What one run writes; the next one throws it away. */
export const runFolder = join(root, '.cache/deploy');
/** The Python packages, kept from run to run. */
export const pythonFolder = join(root, '.cache/ministack');
