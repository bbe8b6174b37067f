import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  CorsHttpMethod,
  type CorsPreflightOptions,
  DomainName,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import { cors } from '#shared/contract/cors.ts';
import type { StageConfig } from '../config.ts';
import { logGroup } from '../constructs/log-groups.ts';
import { named } from '../constructs/named.ts';

/** The route, never the path: a path can hold the name of a picture, which is all that keeps it private. */
const accessLog = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
});

/**
 * API Gateway adds these headers for these origins and drops whatever CORS headers a function gives. It can't tell paths apart: a page of
 * an allowed origin may read the other APIs' answers too, for which it would still need their tokens.
 */
const corsFor = (origins: string[]): CorsPreflightOptions => ({
  allowOrigins: origins,
  allowMethods: cors.methods.map((method) => CorsHttpMethod[method]),
  allowHeaders: [...cors.headers],
  exposeHeaders: [...cors.exposed],
  maxAge: Duration.seconds(cors.maxAge),
});

/** The one HTTP API, with its stage and, when there is one, its own domain. Routes come from the stacks of the APIs. */
export class GatewayStack extends Stack {
  readonly api: HttpApi;
  /** What clients call, without a slash at the end. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: StackProps & { config: StageConfig }) {
    super(scope, id, props);
    const { config } = props;
    const apiName = `darkroom-${config.stage}`;
    const corsPreflight = config.origins.length > 0 ? corsFor(config.origins) : undefined;
    this.api = named('Api', new HttpApi(this, 'Api', { apiName, createDefaultStage: false, corsPreflight }));
    const stage = this.#stage(config);
    if (config.domain) this.#domain(config.domain, stage);
    this.publicUrl = config.settings.PUBLIC_URL || (config.domain ? `https://${config.domain.name}` : this.api.apiEndpoint);
    new CfnOutput(this, 'Url', { value: this.publicUrl, description: 'Where clients find the API' });
  }

  #stage(config: StageConfig): HttpStage {
    const destination = new LogGroupLogDestination(logGroup(this, config, 'access'));
    return named(
      'DefaultStage',
      new HttpStage(this, 'DefaultStage', {
        httpApi: this.api,
        stageName: '$default',
        autoDeploy: true,
        throttle: { rateLimit: config.throttle.rate, burstLimit: config.throttle.burst },
        accessLogSettings: { destination, format: AccessLogFormat.custom(accessLog) },
      }),
    );
  }

  #domain({ name, certificateArn }: NonNullable<StageConfig['domain']>, stage: HttpStage): void {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domain = named('Domain', new DomainName(this, 'Domain', { domainName: name, certificate }));
    named('DomainMapping', new ApiMapping(this, 'DomainMapping', { api: this.api, domainName: domain, stage }));
    new CfnOutput(this, 'DomainTarget', { value: domain.regionalDomainName, description: `Make ${name} a CNAME of this` });
  }
}
