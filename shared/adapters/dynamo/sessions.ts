import type { Session, Sessions } from '../../domain/users/ports.ts';
import { hours } from '../../kernel/clock.ts';
import { updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** An hour longer than the newest refresh token of the login holds: without its record, an old token would be taken for the first. */
const KEPT_MS = hours(7 * 24 + 1);

/** A login that was refreshed or ended. */
interface Record {
  /** Id of the newest refresh token. */
  current?: string;
  ended?: true;
}

const keyOf = ({ account, session }: Session) => keys.session(account, session);
const expiry = (now: number) => Math.ceil((now + KEPT_MS) / 1000);

export function dynamoSessions(table: Table): Sessions {
  const end = async (session: Session, now: number) => {
    const values = { ':ended': true, ':expires': expiry(now) };
    await updateItem(table, keyOf(session), { update: 'SET ended = :ended, expiresAt = :expires', values });
  };
  return {
    end,
    rotate: async (used, next, now) => {
      const written = await updateItem<Record>(table, keyOf(used), {
        update: 'SET #current = :next, expiresAt = :expires',
        condition: 'attribute_not_exists(pk) OR (#current = :used AND attribute_not_exists(ended))',
        names: { '#current': 'current' },
        values: { ':used': used.token, ':next': next, ':expires': expiry(now) },
      });
      if (written.ok) return 'rotated';
      if (!written.old?.ended && written.old?.current === next) return 'again';
      if (!written.old?.ended) await end(used, now);
      return 'reused';
    },
  };
}
