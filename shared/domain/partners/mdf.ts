import { hexOfId, idOfHex } from '../../kernel/ids.ts';

/** What partners know a photo by, 32 hex digits: its job's id, written as they expect it. */
export const mdfOf = ({ id }: { id: string }): string => hexOfId(id) ?? foreign(id);

/** The job that an `mdf` means; `undefined` for what can't be one. Whose it is, the job's account decides. */
export const jobIdOf = (mdf: string): string | undefined => idOfHex('req', mdf);

const foreign = (id: string): never => {
  throw new Error(`${id} is no id of a photo`);
};
