import {
  DeleteParameterCommand,
  GetParameterCommand,
  type ParameterMetadata,
  PutParameterCommand,
  paginateDescribeParameters,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { secretsPath } from '#infra/secrets-path.ts';
import type { SecretName } from '#shared/contract/secrets.ts';

export interface StoredSecret {
  name: string;
  version: number;
  changed: Date | undefined;
}

/** A stage's secrets, never their values. */
export async function listSecrets(ssm: SSMClient, stage: string): Promise<StoredSecret[]> {
  const found: ParameterMetadata[] = [];
  const filter = { Key: 'Path', Option: 'OneLevel', Values: [secretsPath(stage)] };
  for await (const { Parameters = [] } of paginateDescribeParameters({ client: ssm }, { ParameterFilters: [filter] }))
    found.push(...Parameters);
  return found.map(({ Name = '', Version = 0, LastModifiedDate }) => ({
    name: Name.slice(secretsPath(stage).length),
    version: Version,
    changed: LastModifiedDate,
  }));
}

/** Encrypted with the account's own key `aws/ssm`, which costs nothing. Answers the new version. */
export async function putSecret(ssm: SSMClient, stage: string, name: SecretName, value: string): Promise<number> {
  const { Version = 0 } = await ssm.send(
    new PutParameterCommand({ Name: secretsPath(stage) + name, Value: value, Type: 'SecureString', Overwrite: true }),
  );
  return Version;
}

export async function removeSecret(ssm: SSMClient, stage: string, name: SecretName): Promise<void> {
  await ssm.send(new DeleteParameterCommand({ Name: secretsPath(stage) + name }));
}

/** A secret's value; `undefined` when it isn't set. */
export async function secretValue(ssm: SSMClient, stage: string, name: SecretName): Promise<string | undefined> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: secretsPath(stage) + name, WithDecryption: true }));
    return Parameter?.Value;
  } catch (reason) {
    if ((reason as Error).name === 'ParameterNotFound') return undefined;
    throw reason;
  }
}
