import { type App, type Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Api, Contract, Endpoint, Follower, Schedule, Socket, Worker } from '#shared/contract/endpoint.ts';
import type { StageConfig } from './config.ts';
import type { Assets, Resources } from './constructs/resources.ts';
import { acknowledgeAccepted } from './nag.ts';
import { AlarmsStack } from './stacks/alarms.ts';
import { DataStack } from './stacks/data.ts';
import { EndpointsStack } from './stacks/endpoints.ts';
import { GatewayStack } from './stacks/gateway.ts';
import { LiveStack } from './stacks/live.ts';
import { WorkersStack } from './stacks/workers.ts';

/** One stack for each API: a stack holds 500 resources, and an endpoint makes four or five. */
const apis: Readonly<Record<Api, { stack: string; slug: string }>> = {
  mini: { stack: 'MiniProgram', slug: 'mini-program' },
  partner: { stack: 'Partner', slug: 'partner' },
  platform: { stack: 'Platform', slug: 'platform' },
};

const ofKind = <Kind extends Contract['kind']>(contracts: readonly Contract[], kind: Kind) =>
  contracts.filter((contract): contract is Extract<Contract, { kind: Kind }> => contract.kind === kind);

/** Adds the stacks of one stage: `Darkroom-dev-Data`, `-Api`, `-MiniProgram`, `-Workers`, `-Live`, `-Alarms`. */
export function addStage(app: App, config: StageConfig, contracts: readonly Contract[], assets: Assets): void {
  const endpoints: Endpoint[] = ofKind(contracts, 'endpoint');
  const workers: Worker[] = ofKind(contracts, 'worker');
  const schedules: Schedule[] = ofKind(contracts, 'schedule');
  const sockets: Socket[] = ofKind(contracts, 'socket');
  const followers: Follower[] = ofKind(contracts, 'follower');
  const id = (name: string) => `Darkroom-${config.stage}-${name}`;
  const props = { env: { region: config.region } };

  const data = new DataStack(app, id('Data'), { ...props, config, workers, description: 'Table, pictures and queues' });
  const gateway = new GatewayStack(app, id('Api'), { ...props, config, description: 'The HTTP API that all APIs share' });
  const resources: Resources = { config, assets, ...data.kept(), publicUrl: gateway.publicUrl };
  const faces = Object.entries(apis).flatMap(([api, { stack, slug }]) => {
    const own = endpoints.filter((endpoint) => endpoint.api === api);
    if (own.length === 0) return [];
    const face = new EndpointsStack(app, id(stack), { ...props, api: gateway.api, resources, endpoints: own, logs: slug });
    return [{ face, slug }];
  });
  const work = new WorkersStack(app, id('Workers'), { ...props, resources, workers, schedules });
  const live = new LiveStack(app, id('Live'), { ...props, resources, sockets, followers, description: 'The WebSocket API: live updates' });
  const logs = [...faces.map(({ slug }) => slug), 'workers'];
  const alarms = new AlarmsStack(app, id('Alarms'), { ...props, config, queues: data.queues, api: gateway.api, logs });
  // Its metric filters name the log groups, which must be there.
  for (const stack of [...faces.map(({ face }) => face), work]) alarms.addStackDependency(stack);

  for (const { face, slug } of faces) tag(face, config.stage, slug);
  for (const stack of [data, gateway, work, live, alarms]) tag(stack, config.stage, 'shared');
  for (const stack of [data, gateway, ...faces.map(({ face }) => face), work, live, alarms]) acknowledgeAccepted(stack);
}

/** Cost allocation tags: activate them once under Billing → Cost allocation tags. */
function tag(stack: Stack, stage: string, api: string): void {
  Tags.of(stack).add('app', 'darkroom');
  Tags.of(stack).add('stage', stage);
  Tags.of(stack).add('api', api);
}

/** A finding of AwsSolutions that `nag.ts` doesn't accept ends the synthesis. */
export const checkWithNag = (app: App): void => Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
