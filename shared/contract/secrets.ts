import type { SecretName } from './capabilities.ts';

/** Reads a secret; `undefined` when it is not set, which means "not configured". */
export type ReadSecret = (name: SecretName) => Promise<string | undefined>;
