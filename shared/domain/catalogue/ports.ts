import type { OfferedModel } from './types.ts';

/** The models that are stored: operators' own, and built-in ones that were changed. */
export interface Catalogue {
  stored(): Promise<OfferedModel[]>;
  find(id: number): Promise<OfferedModel | undefined>;
  /** A number for a new model; a number is given once. */
  nextId(): Promise<number>;
  put(model: OfferedModel): Promise<void>;
  remove(id: number): Promise<void>;
}
