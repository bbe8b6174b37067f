import { capabilities, type Grant } from '#shared/contract/capabilities.ts';
import type { Replacement } from './replacements.ts';

/**
 * Of a grant, all that a running function asks: which variables and secrets come with it. Which actions on which keys and objects it
 * allows is IAM's business by then, and every function has the table of all capabilities in it.
 */
export const grantsAtWork: Replacement = {
  file: /shared\/contract\/capabilities\.ts$/,
  saves: 2,
  why: 'a running function only asks which variables and secrets are its own',
  contents: `
    const capabilities = ${JSON.stringify(Object.fromEntries(Object.entries(capabilities).map(([name, grant]) => [name, atWork(grant)])))};
    export const grantOf = (capability) => capabilities[capability];`,
};

function atWork({ table, bucket, dueIndex, send, live, secrets, env }: Grant) {
  return { ...((table || dueIndex) && { dueIndex: 1 }), ...(bucket && { bucket: 1 }), send, live, secrets, env };
}
