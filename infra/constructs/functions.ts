import { Duration, Stack } from 'aws-cdk-lib';
import { Architecture, Code, Function as LambdaFunction, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';
import { named } from './named.ts';
import { type Resources, variablesOf } from './resources.ts';
import { Roles } from './roles.ts';

/** An HTTP API gives up after 30 s; a function should have given up before. */
export const DEFAULT_TIMEOUT_SECONDS = 29;
const DEFAULT_MEMORY_MB = 512;

/** Makes the Lambdas of one stack from their contracts. Nothing is reserved or provisioned: a new account has 10 at once in all. */
export class Functions extends Construct {
  readonly #resources: Resources;
  readonly #logs: LogGroup;
  readonly #roles: Roles;
  #sharp: LayerVersion | undefined;

  constructor(scope: Construct, resources: Resources, logs: LogGroup) {
    super(scope, 'Functions');
    this.#resources = resources;
    this.#logs = logs;
    this.#roles = new Roles(this, resources, logs);
  }

  /** `more`: what only some functions of a stack are given. */
  make(contract: Contract, more?: Pick<Resources, 'streamUrl'>): LambdaFunction {
    const { config, assets } = this.#resources;
    const name = functionName(contract);
    return named(
      name,
      new LambdaFunction(this, name, {
        functionName: `darkroom-${config.stage}-${name}`,
        description: contract.summary,
        runtime: Runtime.NODEJS_24_X,
        architecture: this.#architecture,
        handler: 'index.handler',
        code: Code.fromAsset(assets.code(contract)),
        layers: contract.layers?.map(() => this.#sharpLayer()),
        memorySize: contract.memory ?? DEFAULT_MEMORY_MB,
        timeout: Duration.seconds(contract.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS),
        environment: variablesOf(contract, { ...this.#resources, ...more }),
        role: this.#roles.roleFor(contract).withoutPolicyUpdates(),
        logGroup: this.#logs,
      }),
    );
  }

  get #architecture(): Architecture {
    return this.#resources.config.arch === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64;
  }

  #sharpLayer(): LayerVersion {
    const { config, assets } = this.#resources;
    const { path, hash } = assets.sharp(config.arch);
    this.#sharp ??= named(
      'Sharp',
      new LayerVersion(Stack.of(this), 'Sharp', {
        code: Code.fromAsset(path, { assetHash: hash }),
        description: 'sharp for linux/glibc',
        compatibleArchitectures: [this.#architecture],
        compatibleRuntimes: [Runtime.NODEJS_24_X],
      }),
    );
    return this.#sharp;
  }
}
