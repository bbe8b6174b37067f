import type { Clock } from '../../kernel/clock.ts';
import type { DueItem, DueKind, FindDue } from './types.ts';

const BATCH = 100;

/**
 * What is done about what is due, by its kind. What comes first here is done first: points go back before anything else.
 * A handler answers `false` for an item that it passes by, of which it has said why before.
 */
export type Handlers = { readonly [Kind in DueKind]: (item: Extract<DueItem, { kind: Kind }>) => Promise<unknown> };

export interface SweepParts {
  findDue: FindDue;
  handlers: Handlers;
  clock: Clock;
  hasTime: () => boolean;
  /** One thing that can't be settled doesn't keep the others from it. */
  onError: (item: DueItem, error: unknown) => void;
}

/**
 * Settles everything that is due and answers how much that was. What can't be settled is passed by, so that it keeps nobody from a refund.
 * Handlers look at the thing itself: the index is a moment behind the table.
 */
export async function sweep(parts: SweepParts): Promise<number> {
  const tried = new Set<string>();
  const rank = (item: DueItem): number => Object.keys(parts.handlers).indexOf(item.kind);
  let settled = 0;
  for (;;) {
    const limit = BATCH + tried.size;
    const due = await parts.findDue(parts.clock(), limit);
    const fresh = due.filter((item) => !tried.has(nameOf(item))).sort((a, b) => rank(a) - rank(b));
    for (const item of fresh) {
      if (!parts.hasTime()) return settled;
      tried.add(nameOf(item));
      if (await handled(parts, item)) settled++;
    }
    if (fresh.length === 0 || due.length < limit) return settled;
  }
}

const nameOf = (item: DueItem): string => Object.values(item).join(' ');

async function handled({ handlers, onError }: SweepParts, item: DueItem): Promise<boolean> {
  try {
    const handle = handlers[item.kind] as (item: DueItem) => Promise<unknown>;
    return (await handle(item)) !== false;
  } catch (error) {
    onError(item, error);
    return false;
  }
}
