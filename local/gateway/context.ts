import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';

const DEFAULT_TIMEOUT_SECONDS = 29;
const DEFAULT_MEMORY = 512;

/** Lambda's context, without the callbacks that Node 24 no longer has. */
export type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

/** The part of a context that can be sent to a thread. */
export type ContextFacts = Omit<LambdaContext, 'getRemainingTimeInMillis'> & { deadline: number };

export const timeoutSeconds = (contract: Contract): number => contract.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;

export function contextFacts(contract: Contract, now: number): ContextFacts {
  const name = functionName(contract);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    memoryLimitInMB: String(contract.memory ?? DEFAULT_MEMORY),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    deadline: now + timeoutSeconds(contract) * 1000,
  };
}

export const contextOf = ({ deadline, ...facts }: ContextFacts): LambdaContext => ({
  ...facts,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});
