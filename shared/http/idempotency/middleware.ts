import type { IdempotencyClaim, IdempotencyStore } from '../../contract/idempotency.ts';
import { Fault, fail } from '../../kernel/fault.ts';
import { faults } from '../../kernel/faults.ts';
import type { AnyEndpoint, Call } from '../call.ts';
import { renderFault } from '../render.ts';
import type { HttpMiddleware, HttpRequest } from '../request.ts';
import { fingerprint } from './fingerprint.ts';
import { idempotencyKey } from './key.ts';

/** `Idempotency-Key`: the same key and request get the stored answer, another request 422, one that still runs 409. */
export function idempotent(contract: AnyEndpoint): HttpMiddleware {
  return {
    before: async ({ internal }: HttpRequest) => {
      const { call, wiring } = internal;
      const claim = claimOf(call);
      if (!claim || !wiring.idempotency) return;
      const result = await wiring.idempotency.claim(claim, call.operation.at);
      if (result.state === 'mismatch') fail('idempotency.mismatch', { field: 'Idempotency-Key' });
      if (result.state === 'running') fail('idempotency.running', { retryAfter: 2 });
      if (result.state === 'done') {
        internal.replay = { ...result.answer, headers: { ...result.answer.headers, 'idempotent-replayed': 'true' } };
        return;
      }
      internal.claim = { ...claim, operation: result.operation };
      call.operation = result.operation;
    },
    after: async ({ internal, response }: HttpRequest) => {
      if (internal.claim && response) await internal.wiring.idempotency?.complete(internal.claim, response);
    },
    onError: async ({ internal, error }: HttpRequest) => {
      const store = internal.wiring?.idempotency;
      if (internal.claim && store) await settle(contract, store, internal.claim, error, internal.requestId);
    },
  };
}

/** A fault that is the result of work is an answer like any other; any other says "nothing was done", and frees the key. */
async function settle(contract: AnyEndpoint, store: IdempotencyStore, claim: IdempotencyClaim, error: unknown, requestId: string) {
  if (!(error instanceof Fault)) return store.abandon(claim);
  if (faults[error.code].outcome) return store.complete(claim, renderFault(contract.api, error, requestId));
  return store.release(claim);
}

function claimOf(call: Call): IdempotencyClaim | undefined {
  const key = idempotencyKey(call.headers);
  return key === undefined ? undefined : { account: call.account, key, fingerprint: fingerprint(call), operation: call.operation };
}
