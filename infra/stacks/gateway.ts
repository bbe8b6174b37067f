import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { ApiMapping, DomainName, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
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

/** The one HTTP API, with its stage and, when there is one, its own domain. Routes come from the stacks of the APIs. */
export class GatewayStack extends Stack {
  readonly api: HttpApi;
  /** What clients call, without a slash at the end. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: StackProps & { config: StageConfig }) {
    super(scope, id, props);
    const { config } = props;
    this.api = named('Api', new HttpApi(this, 'Api', { apiName: `darkroom-${config.stage}`, createDefaultStage: false }));
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
