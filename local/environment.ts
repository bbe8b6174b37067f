import { devNull } from 'node:os';
import { queueNames, variableOfQueue } from '#shared/contract/queues.ts';
import { queueUrl } from './aws/queues.ts';

export const REGION = 'us-east-1';
export const TABLE = 'darkroom-local';
export const BUCKET = 'darkroom-local';
export const SECRETS_PATH = '/darkroom/local/';

export interface Endpoints {
  dynamo: string;
  storage: string;
  ssm: string;
}

/** What every function has in its environment beside the settings. The AWS variables keep the SDK from a real account. */
export const awsVariables = (endpoints: Endpoints, accessKeyId: string): Record<string, string> => ({
  TABLE_NAME: TABLE,
  BUCKET_NAME: BUCKET,
  SECRETS_PATH,
  ...Object.fromEntries(queueNames.map((name) => [variableOfQueue(name), queueUrl(endpoints.storage, name)])),
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamo,
  AWS_ENDPOINT_URL_S3: endpoints.storage,
  AWS_ENDPOINT_URL_SQS: endpoints.storage,
  AWS_ENDPOINT_URL_SSM: endpoints.ssm,
});

/** What the libraries in this process read. No proxy is to stand between us and ourselves. */
export function hostVariables(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const direct = [variables.NO_PROXY ?? variables.no_proxy, 'localhost', '127.0.0.1', '::1'].filter(Boolean).join(',');
  return { LOG_LEVEL: variables.LOG_LEVEL ?? 'warn', NO_PROXY: direct, no_proxy: direct };
}

/** Sets variables of this process, where handlers look for theirs. The result puts back what was there. */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
