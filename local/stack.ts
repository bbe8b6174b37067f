import { registry as everyContract } from '#functions/registry.ts';
import type { Contract, Worker } from '#shared/contract/endpoint.ts';
import { visibilitySeconds } from '#shared/contract/queues.ts';
import { startDynamo } from './aws/dynamo.ts';
import { queueArn, queueUrl } from './aws/queues.ts';
import { startSsm } from './aws/ssm.ts';
import { type Storage, startStorage } from './aws/storage.ts';
import { Closing } from './closing.ts';
import { awsVariables, BUCKET, hostVariables, REGION, SECRETS_PATH, setEnvironment, TABLE } from './environment.ts';
import { createFunctions, type Functions, type Invocation } from './gateway/functions.ts';
import { type Access, createGateway, type RequestListener } from './gateway/gateway.ts';
import { listen } from './gateway/listen.ts';
import { createPoller, type Poller } from './gateway/poller.ts';
import { scheduledEvent, startSchedules } from './gateway/schedules.ts';
import { type Live, startLive } from './live/live.ts';
import { originsOf } from './origins.ts';
import type { AlipayCredentials } from './outside/alipay/credentials.ts';
import type { Outside } from './outside/host.ts';
import type { WechatCredentials } from './outside/wechat/credentials.ts';
import { createPayers } from './payers.ts';
import { createRunner, type RunnerOptions } from './runner.ts';
import { seed } from './seed.ts';
import { hashOperator } from './seed-operator.ts';
import { type ServicesOptions, startServices } from './services.ts';
import { localSecrets, localSettings, type Real, realServices, type Secrets, type Settings, type Variables } from './settings.ts';

export interface StackOptions extends Partial<Omit<ServicesOptions, 'port' | 'variables' | 'paymentUrlOf'>> {
  /** The API's port. The default, 0, takes a free one. */
  port?: number;
  /** The stand-ins' port, by default a free one. */
  outsidePort?: number;
  /** Where credentials of real services are looked for; nowhere by default. */
  variables?: Variables;
  /** Settings and secrets that differ from the local ones. */
  settings?: Settings;
  secrets?: Secrets;
  registry?: readonly Contract[];
  load?: RunnerOptions['load'];
  /** Runs timed tasks by the clock (default). Off, only `runSchedule` runs them. */
  schedules?: boolean;
  workers?: WorkerOptions;
  /** A part is up, `ms` after the start. */
  onProgress?: (part: string, ms: number) => void;
  /** Something is amiss, but the rest works. */
  onWarning?: (line: string) => void;
  onRequest?: (access: Access) => void;
  onInvocation?: (invocation: Invocation, error?: unknown) => void;
}

export interface WorkerOptions extends Pick<RunnerOptions, 'threads' | 'moduleOf'> {
  /** Messages of a queue that are worked on at the same time; default 4. */
  concurrency?: number;
  /** How long a received message stays hidden; default: as on AWS, longer than its worker may run. */
  visibilitySeconds?: number;
}

export interface Stack {
  /** `http://localhost:PORT` */
  url: string;
  port: number;
  /** The stand-ins. */
  outsideUrl: string;
  outside: Outside;
  wechat: WechatCredentials;
  alipay: AlipayCredentials;
  real: Real;
  /** Every variable that functions have. */
  env: Readonly<Record<string, string>>;
  secrets: Secrets;
  table: string;
  bucket: string;
  /** Runs one function with an event, as `aws lambda invoke` does. */
  invoke(id: string, event: unknown): Promise<unknown>;
  runSchedule(id: string): Promise<unknown>;
  pauseWorkers(): Promise<void>;
  resumeWorkers(): void;
  /** Ends the threads of a worker (`workers: { threads: true }`) in the middle of their work. Answers how many. */
  kill(id: string): Promise<number>;
  /** Every run of a function, oldest first, with its milliseconds. */
  invocations: readonly Invocation[];
  close(): Promise<void>;
}

const DEFAULT_CONCURRENCY = 4;
const nothing = () => {};

/** Starts everything on one machine, in memory. Sets this process's environment for the handlers until it is closed. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const closing = new Closing();
  try {
    return await start(options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(options: StackOptions, closing: Closing): Promise<Stack> {
  const { registry = everyContract, variables = {}, workers = {}, onRequest = nothing, onInvocation = nothing } = options;
  const up = progress(options);
  const operator = hashOperator();
  const runner = createRunner({ ...workers, ...(options.load ? { load: options.load } : {}) });
  const functions = createFunctions(runner.run, onInvocation);
  const payers = createPayers();
  const seen = { log: onRequest, watch: payers.read };
  const gate = closedGate(createGateway(registry, functions, { ...seen, origins: originsOf(variables) }));
  const live = await closing.add(startLive(registry, functions));
  const front = await closing.add(listen(options.port ?? 0, gate.listener, gate.upgradeTo(live.upgrade)));
  const url = `http://localhost:${front.port}`;

  const [dynamo, storage, services] = await Promise.all([
    closing.add(startDynamo(TABLE, REGION)).then(up('DynamoDB (DynamoDB Local)')),
    closing.add(startStorage({ region: REGION, bucket: BUCKET, queues: visibility(registry, workers) })).then(up('S3, SQS (fauxqs)')),
    closing
      .add(startServices({ ...options, port: options.outsidePort ?? 0, variables, paymentUrlOf: payers.paymentUrlOf }))
      .then(up('outside services')),
    runner
      .preload(registry)
      .then((problems) => problems.forEach(options.onWarning ?? nothing))
      .then(up('functions')),
  ]);
  const secrets = { ...localSecrets(variables, services.secrets), ...options.secrets };
  const ssm = await closing.add(startSsm(parameters(secrets)));
  const env = {
    ...localSettings(variables, { STAGE: 'local', PUBLIC_URL: url, STREAM_URL: variables.PUBLIC_URL || url, ...services.settings }),
    ...options.settings,
    ...awsVariables({ dynamo: dynamo.endpoint, storage: storage.endpoint, ssm: ssm.endpoint }, dynamo.accessKeyId),
    ...hostVariables(variables),
    LIVE_URL: live.url,
  };
  live.follow({ endpoint: dynamo.endpoint, region: REGION, accessKeyId: dynamo.accessKeyId, table: TABLE });
  await seed(env, secrets, operator);
  const restore = setEnvironment(env);
  const pollers = startPollers(registry, workers, storage, functions);
  const stopSchedules = options.schedules === false ? nothing : startSchedules(registry, functions);
  gate.open();
  const invoke = (id: string, event: unknown) => functions.invoke(find(registry, id), event);

  return {
    ...{
      url,
      port: front.port,
      outsideUrl: services.outside.url,
      outside: services.outside,
      wechat: services.wechat,
      alipay: services.alipay,
    },
    ...{ real: realServices(variables), env, secrets, table: TABLE, bucket: BUCKET, invocations: functions.invocations },
    invoke,
    runSchedule: (id) => invoke(id, scheduledEvent(find(registry, id), Date.now())),
    pauseWorkers: async () => void (await Promise.all(pollers.map((poller) => poller.pause()))),
    resumeWorkers: () => pollers.forEach((poller) => void poller.resume()),
    kill: runner.kill,
    async close() {
      stopSchedules();
      await Promise.all(pollers.map((poller) => poller.close()));
      await Promise.all([runner.close(), closing.close()]);
      restore();
    },
  };
}

/** Handlers keep what they find in the environment at their first call, so nothing gets through before it is complete. */
function closedGate(listener: RequestListener) {
  let open = false;
  return {
    open: () => {
      open = true;
    },
    listener: async (...[request, response]: Parameters<RequestListener>) =>
      open ? listener(request, response) : void response.writeHead(503, { 'retry-after': '1' }).end(),
    upgradeTo:
      (upgrade: Live['upgrade']): Live['upgrade'] =>
      (request, socket, head) =>
        open ? upgrade(request, socket, head) : void socket.destroy(),
  };
}

function progress({ onProgress }: StackOptions) {
  const began = Date.now();
  return (part: string) =>
    <T>(started: T): T => {
      onProgress?.(part, Date.now() - began);
      return started;
    };
}

const workersOf = (registry: readonly Contract[]): Worker[] => registry.filter((contract) => contract.kind === 'worker');

const visibility = (registry: readonly Contract[], { visibilitySeconds: ours }: WorkerOptions) =>
  Object.fromEntries(workersOf(registry).map((worker) => [worker.queue, ours ?? visibilitySeconds(worker)]));

const parameters = (secrets: Secrets): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).map(([name, value]) => [SECRETS_PATH + name, value]));

function startPollers(
  registry: readonly Contract[],
  { concurrency = DEFAULT_CONCURRENCY }: WorkerOptions,
  storage: Storage,
  functions: Functions,
): Poller[] {
  const pollers = workersOf(registry).map((worker) =>
    createPoller(
      storage.sqs,
      worker,
      { url: queueUrl(storage.endpoint, worker.queue), arn: queueArn(REGION, worker.queue), concurrency },
      functions,
    ),
  );
  for (const poller of pollers) poller.resume();
  return pollers;
}

function find(registry: readonly Contract[], id: string): Contract {
  const contract = registry.find((candidate) => candidate.id === id);
  if (!contract) throw new Error(`there is no function ${id}`);
  return contract;
}
