import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../../contract/answer.ts';
import type { ClaimResult, IdempotencyClaim, IdempotencyStore } from '../../contract/idempotency.ts';
import { hours, seconds } from '../../kernel/clock.ts';
import type { Operation } from '../../kernel/ids.ts';
import { deleteItem, putItem, updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const KEPT_MS = hours(24);
/** After its function's time-out: a request that hasn't answered by then died. */
const GRACE_MS = seconds(6);

interface Record {
  fingerprint: string;
  operation: Operation;
  runningUntil: number;
  keptUntil: number;
  answer?: HttpAnswer;
}

const keyOf = ({ account, key }: IdempotencyClaim) => keys.idempotency(account, createHash('sha256').update(key).digest('base64url'));

/** `timeoutSeconds`: how long the function may run that does what was asked. */
export function dynamoIdempotency(table: Table, timeoutSeconds = 29): IdempotencyStore {
  const runningMs = seconds(timeoutSeconds) + GRACE_MS;
  return {
    claim: (claim, now) => take(table, claim, now, runningMs),
    complete: async (claim, answer) => {
      await updateItem(table, keyOf(claim), { update: 'SET answer = :answer', values: { ':answer': answer } });
    },
    release: (claim) => deleteItem(table, keyOf(claim)),
    abandon: async (claim) => {
      await updateItem(table, keyOf(claim), { update: 'SET runningUntil = :past', values: { ':past': 0 } });
    },
  };
}

async function take(table: Table, claim: IdempotencyClaim, now: number, runningMs: number): Promise<ClaimResult> {
  const record: Record = {
    fingerprint: claim.fingerprint,
    operation: claim.operation,
    runningUntil: now + runningMs,
    keptUntil: now + KEPT_MS,
  };
  const item = { ...keyOf(claim), ...record, expiresAt: Math.ceil(record.keptUntil / 1000) };
  const fresh = await putItem<Record>(table, item, {
    condition: 'attribute_not_exists(pk) OR keptUntil <= :now',
    values: { ':now': now },
  });
  if (fresh.ok) return { state: 'claimed', operation: claim.operation };
  const old = fresh.old!;
  // The SDK asks again when it lost the answer to the write that made this very claim.
  if (old.operation.random === claim.operation.random && !old.answer) return { state: 'claimed', operation: old.operation };
  if (old.fingerprint !== claim.fingerprint) return { state: 'mismatch' };
  if (old.answer) return { state: 'done', answer: old.answer };
  return takeOver(table, claim, now, runningMs);
}

/** Goes on where an attempt died, under its operation: what it had written is found, not written twice. */
async function takeOver(table: Table, claim: IdempotencyClaim, now: number, runningMs: number): Promise<ClaimResult> {
  const taken = await updateItem<Record>(table, keyOf(claim), {
    update: 'SET runningUntil = :until',
    condition: 'attribute_exists(pk) AND attribute_not_exists(answer) AND runningUntil <= :now',
    values: { ':until': now + runningMs, ':now': now },
  });
  return taken.ok ? { state: 'claimed', operation: taken.item!.operation } : { state: 'running' };
}
