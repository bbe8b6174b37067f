import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Endpoint, functionName, isStreamed } from '#shared/contract/endpoint.ts';
import { Functions } from '../constructs/functions.ts';
import { logGroup } from '../constructs/log-groups.ts';
import type { Resources } from '../constructs/resources.ts';
import { streamUrl } from '../constructs/stream-url.ts';
import { routeKey } from '../route-key.ts';

interface EndpointsProps extends StackProps {
  api: HttpApi;
  resources: Resources;
  endpoints: readonly Endpoint[];
  /** `mini-program`, in the name of its log group. */
  logs: string;
}

/** One API's functions and the routes that lead to them; to what streams, addresses of their own. */
export class EndpointsStack extends Stack {
  constructor(scope: Construct, id: string, { api, resources, endpoints, logs, ...props }: EndpointsProps) {
    super(scope, id, props);
    const functions = new Functions(this, resources, logGroup(this, resources.config, logs));
    const [streamed] = endpoints.filter(isStreamed);
    const more = streamed && { streamUrl: streamUrl(this, streamed, functions.make(streamed), resources.config) };
    for (const endpoint of endpoints) if (endpoint !== streamed) this.#route(api, endpoint, functions.make(endpoint, more));
  }

  #route({ apiId }: HttpApi, endpoint: Endpoint, { functionArn }: LambdaFunction): void {
    const name = functionName(endpoint);
    const integration = new CfnIntegration(this, `${name}Integration`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnRoute(this, `${name}Route`, { apiId, routeKey: routeKey(endpoint), target: `integrations/${integration.ref}` });
    new CfnPermission(this, `${name}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.formatArn({ service: 'execute-api', resource: apiId, resourceName: '*' }),
    });
  }
}
