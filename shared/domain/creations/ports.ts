import type { Creation, CreationType } from './types.ts';

export interface Page {
  /** From 1. */
  page: number;
  size: number;
  type?: CreationType;
}

/** The creations of accounts. They are made where jobs end: all or nothing with the job's own change of state. */
export interface Creations {
  find(account: string, id: number): Promise<Creation | undefined>;
  /** Newest first, with the exact total; any page costs the same, whatever was deleted between, and the newest of all types less. */
  list(account: string, page: Page): Promise<{ creations: Creation[]; total: number }>;
  /** Answers the creation as it then is; `undefined` when it is gone. */
  edit(
    account: string,
    id: number,
    change: Partial<Pick<Creation, 'title' | 'content' | 'contentKey'>>,
    now: number,
  ): Promise<Creation | undefined>;
  /** Answers what was deleted; `undefined` when it was gone already. */
  remove(account: string, id: number): Promise<Creation | undefined>;
}
