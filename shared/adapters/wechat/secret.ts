import type { SecretName } from '../../contract/capabilities.ts';

/** Reads a secret; `undefined` when it is not set. */
export type ReadSecret = (name: SecretName) => Promise<string | undefined>;
