import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  CfnPermission,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Follower, functionName, type Socket } from '#shared/contract/endpoint.ts';
import { Functions } from '../constructs/functions.ts';
import { logGroup } from '../constructs/log-groups.ts';
import { named } from '../constructs/named.ts';
import type { Resources } from '../constructs/resources.ts';

interface LiveProps extends StackProps {
  resources: Resources;
  sockets: readonly Socket[];
  followers: readonly Follower[];
}

/** The stage's name is part of the address: `wss://<id>.execute-api.<region>.amazonaws.com/live`. */
const STAGE = 'live';

/** Neither the token nor anything else that a client says. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    connection: '$context.connectionId',
    error: '$context.integrationErrorMessage',
  }),
);

/** The WebSocket API, what answers it, and what follows the table to tell its clients. */
export class LiveStack extends Stack {
  readonly #functions: Functions;

  constructor(scope: Construct, id: string, { resources, sockets, followers, ...props }: LiveProps) {
    super(scope, id, props);
    const { config } = resources;
    const api = new CfnApi(this, 'LiveApi', {
      name: `darkroom-${config.stage}-live`,
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.type',
    });
    const logs = logGroup(this, config, 'live');
    const stage = new CfnStage(this, 'LiveStage', {
      apiId: api.ref,
      stageName: STAGE,
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: config.throttle.rate, throttlingBurstLimit: config.throttle.burst },
      accessLogSettings: { destinationArn: logs.logGroupArn, format: accessLog.toString() },
    });
    const host = `${api.ref}.execute-api.${this.region}.${this.urlSuffix}`;
    const live = {
      stageArn: this.formatArn({ service: 'execute-api', resource: api.ref, resourceName: STAGE }),
      url: `https://${host}/${STAGE}`,
    };
    this.#functions = new Functions(this, { ...resources, live }, logs);
    for (const socket of sockets) stage.addResourceDependency(this.#route(api, socket));
    for (const follower of followers) this.#follow(follower, resources);
    new CfnOutput(this, 'LiveUrl', { value: `wss://${host}/${STAGE}`, description: 'Where clients open a WebSocket, with ?token=' });
  }

  #route({ ref: apiId }: CfnApi, socket: Socket): CfnRoute {
    const name = functionName(socket);
    const made = this.#functions.make(socket);
    this.#permit(name, apiId, made);
    const integration = new CfnIntegration(this, `${name}Integration`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: this.formatArn({
        service: 'apigateway',
        account: 'lambda',
        resource: 'path/2015-03-31/functions',
        resourceName: `${made.functionArn}/invocations`,
      }),
    });
    return new CfnRoute(this, `${name}Route`, { apiId, routeKey: socket.route, target: `integrations/${integration.ref}` });
  }

  #permit(name: string, apiId: string, { functionArn }: LambdaFunction): void {
    new CfnPermission(this, `${name}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.formatArn({ service: 'execute-api', resource: apiId, resourceName: '*' }),
    });
  }

  /** What isn't of interest never reaches Lambda, and isn't billed. An update that is minutes old helps nobody. */
  #follow(follower: Follower, { table }: Resources): void {
    const id = `${functionName(follower)}Source`;
    const keyed = (prefix: string) => ({ S: FilterRule.beginsWith(prefix) });
    const { pk, sk } = follower.items;
    named(
      id,
      new EventSourceMapping(this, id, {
        target: this.#functions.make(follower),
        eventSourceArn: table.tableStreamArn!,
        startingPosition: StartingPosition.LATEST,
        batchSize: 10,
        retryAttempts: 2,
        maxRecordAge: Duration.minutes(2),
        filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: keyed(pk), sk: keyed(sk) } } })],
      }),
    );
  }
}
