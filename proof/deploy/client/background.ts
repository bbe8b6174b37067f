import assert from 'node:assert/strict';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { registry } from '#functions/registry.ts';
import { functionName } from '#shared/contract/endpoint.ts';
import { STAGE } from '../account.ts';
import type { Checks } from '../checks.ts';

/** What no client calls: an empty batch for each worker and follower of the registry, a run of each timed task. */
export const background = (checks: Checks): Promise<void> =>
  checks.run('every worker takes an empty batch, and every timed task runs', async () => {
    const lambda = new LambdaClient();
    const contracts = registry.filter(({ kind }) => kind !== 'endpoint' && kind !== 'socket');
    for (const contract of contracts) {
      const Payload = JSON.stringify(contract.kind === 'schedule' ? {} : { Records: [] });
      const answer = await lambda.send(new InvokeCommand({ FunctionName: `darkroom-${STAGE}-${functionName(contract)}`, Payload }));
      assert.equal(answer.FunctionError, undefined, `${contract.id}: ${answer.Payload?.transformToString()}`);
    }
    return `${contracts.length} functions`;
  });
