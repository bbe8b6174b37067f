import type { Count, Policy } from '../../domain/limits/types.ts';
import { fail } from '../../kernel/fault.ts';
import { updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** How long a register is kept when nobody calls any more: past its window, and a clock that is slow. */
const KEPT_SECONDS = 60;
/** Times are counted from here: 6 bytes each until 2051, so the longest register, of 100 calls, is one write unit. */
const EPOCH = Date.UTC(2020, 0, 1);

/** When the last calls that passed were, newest first: as many as the quota allows. */
type Register = Record<string, number | undefined>;

/** The register's attributes: `a0`, …, `a9`, `b0`, …; two bytes each, and no reserved words. */
const slot = (index: number): string => String.fromCharCode(97 + Math.floor(index / 10)) + (index % 10);

/**
 * A sliding window in one conditional write. The item is a shift register of the times of the last calls that passed: a call moves
 * each time on by one and enters its own, on condition that the oldest has left the window. DynamoDB reads every right-hand side from the
 * item as it was, so the shift is one step whoever else calls, and no window, wherever it begins, sees more than the quota.
 * A call whose answer is lost, and which the SDK makes again, counts twice: it errs on the safe side.
 */
export function dynamoLimits(table: Table): Count {
  return async (policy, subject, now) => {
    const { name, quota, window } = policy;
    const at = now - EPOCH;
    const oldest = slot(quota - 1);
    const written = await updateItem<Register>(table, keys.rate(name, subject), {
      update: shift(quota),
      condition: `attribute_not_exists(${oldest}) OR ${oldest} <= :gone`,
      values: { ':now': at, ':gone': at - window, ':never': 0, ':expires': Math.ceil((now + window) / 1000) + KEPT_SECONDS },
    });
    if (written.ok) return;
    const free = (written.old?.[oldest] ?? at) + window;
    fail('request.rate_limited', {
      retryAfter: Math.max(1, Math.ceil((free - at) / 1000)),
      policy: { name, quota, seconds: window / 1000 },
    });
  };
}

const shifts = new Map<Policy['quota'], string>();

/** `SET expiresAt = :expires, a9 = if_not_exists(a8, :never), …, a0 = :now`: the oldest first, as one would do it by hand. */
function shift(quota: number): string {
  const known = shifts.get(quota) ?? `SET expiresAt = :expires, ${Array.from({ length: quota }, moved).reverse().join(', ')}`;
  shifts.set(quota, known);
  return known;
}

const moved = (_: unknown, index: number): string =>
  `${slot(index)} = ${index === 0 ? ':now' : `if_not_exists(${slot(index - 1)}, :never)`}`;
