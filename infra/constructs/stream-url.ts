import { Fn } from 'aws-cdk-lib';
import { CfnPermission, CfnUrl, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { cors } from '#shared/contract/cors.ts';
import { type Endpoint, functionName } from '#shared/contract/endpoint.ts';
import type { StageConfig } from '../config.ts';

/**
 * The Function URL of a function that streams, since an HTTP API collects an answer before it passes it on. The function checks tokens itself,
 * as all do. Answers its origin, without a slash at the end.
 */
export function streamUrl(scope: Construct, endpoint: Endpoint, { functionArn }: LambdaFunction, { origins }: StageConfig): string {
  const name = functionName(endpoint);
  const url = new CfnUrl(scope, `${name}Url`, {
    authType: 'NONE',
    invokeMode: 'RESPONSE_STREAM',
    targetFunctionArn: functionArn,
    ...(origins.length > 0 && { cors: corsFor(endpoint, origins) }),
  });
  const anyone = { functionName: functionArn, principal: '*' };
  // Since October 2025 a URL takes both: to be asked, and to run the function when it is (docs.aws.amazon.com/lambda/latest/dg/urls-auth.html).
  new CfnPermission(scope, `${name}UrlPermission`, { ...anyone, action: 'lambda:InvokeFunctionUrl', functionUrlAuthType: 'NONE' });
  new CfnPermission(scope, `${name}InvokePermission`, { ...anyone, action: 'lambda:InvokeFunction', invokedViaFunctionUrl: true });
  return `https://${Fn.select(2, Fn.split('/', url.attrFunctionUrl))}`;
}

/** What the gateway says for the other endpoints; Lambda answers a browser's preflight itself. */
const corsFor = ({ method }: Endpoint, origins: string[]) => ({
  allowOrigins: origins,
  allowMethods: [method],
  allowHeaders: [...cors.headers],
  exposeHeaders: [...cors.exposed],
  maxAge: cors.maxAge,
});
