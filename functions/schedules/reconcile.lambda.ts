import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { dynamoBooks } from '#shared/adapters/dynamo/books.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { reconcileProviders } from '#shared/domain/reconciliation/providers.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { timed } from '#shared/worker/timed.ts';
import { reconcile } from './reconcile.contract.ts';

export const handler = timed(reconcile, (env) => {
  const gateways = gatewaysOf(env, ssmSecrets(env, secretsOf(reconcile.uses)));
  const parts = { ...creditParts(env), ...gateways, books: dynamoBooks(dynamoTable(env)) };
  return async ({ hasTime }) => {
    const reports = await reconcileProviders({
      ...parts,
      billOf: (provider) => gateways.webOf(provider).bill,
      hasTime,
      differs: (found) => log('error', 'books.differ', { ...found }),
      onError: (provider, error) => log('error', 'books.differ', { kind: 'not_compared', provider, ...errorFacts(error) }),
    });
    return { reports };
  };
});
