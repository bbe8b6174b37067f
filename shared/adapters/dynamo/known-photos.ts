import type { KnownPhotos, PhotoClaim, SamePhoto } from '../../domain/partners/photos.ts';
import { hours, seconds } from '../../kernel/clock.ts';
import type { Operation } from '../../kernel/ids.ts';
import { type Expression, putItem, updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** A request that isn't done by then died: an endpoint's time-out is 29 s. */
const RUNNING_MS = seconds(35);
/** Longer than anything of a photo is there. DynamoDB removes it then; what became of the photo, its job says. */
const KEPT_MS = hours(48);

interface Record {
  operation: Operation;
  runningUntil: number;
  done?: boolean;
}

const keyOf = ({ account, digest }: SamePhoto) => keys.photo(account, digest);

/** Only as long as it is still this operation's. */
const own = ({ random }: Operation): Pick<Expression, 'condition' | 'names' | 'values'> => ({
  condition: '#operation.#random = :own',
  names: { '#operation': 'operation', '#random': 'random' },
  values: { ':own': random },
});

export function dynamoKnownPhotos(table: Table): KnownPhotos {
  const write = (photo: SamePhoto, operation: Operation, now: number, condition: Expression) => {
    const record: Record = { operation, runningUntil: now + RUNNING_MS };
    return putItem<Record>(table, { ...keyOf(photo), ...record, expiresAt: Math.ceil((now + KEPT_MS) / 1000) }, condition);
  };
  const change = async (photo: SamePhoto, operation: Operation, update: string, value: unknown) => {
    const { values, ...mine } = own(operation);
    await updateItem(table, keyOf(photo), { update, ...mine, values: { ...values, ':value': value } });
  };
  return {
    claim: async (photo, operation, now) => {
      const fresh = await write(photo, operation, now, { condition: 'attribute_not_exists(pk)' });
      if (fresh.ok) return { state: 'claimed', operation };
      const old = fresh.old!;
      // The SDK asks again when it lost the answer to the write that made this very claim.
      if (old.operation.random === operation.random && !old.done) return { state: 'claimed', operation };
      return old.done ? { state: 'done', operation: old.operation } : takeOver(table, photo, now);
    },
    replace: async (photo, earlier, operation, now) => {
      const taken = await write(photo, operation, now, own(earlier));
      const isMine = taken.ok || taken.old?.operation.random === operation.random;
      return isMine ? { state: 'claimed', operation } : { state: 'running' };
    },
    done: (photo, operation) => change(photo, operation, 'SET done = :value', true),
    abandon: (photo, operation) => change(photo, operation, 'SET runningUntil = :value', 0),
  };
}

/** Goes on where a request died, under its operation: what it had written is found, not written twice. */
async function takeOver(table: Table, photo: SamePhoto, now: number): Promise<PhotoClaim> {
  const taken = await updateItem<Record>(table, keyOf(photo), {
    update: 'SET runningUntil = :until',
    condition: 'attribute_exists(pk) AND attribute_not_exists(done) AND runningUntil <= :now',
    values: { ':until': now + RUNNING_MS, ':now': now },
  });
  return taken.ok ? { state: 'claimed', operation: taken.item!.operation } : { state: 'running' };
}
