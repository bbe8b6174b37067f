import { devNull } from 'node:os';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';
export const STAGE = 'dev';

/**
 * Everything that leads the AWS SDK and the CDK to the emulator, and nothing to a real account: keys that no account has, no profile,
 * no configuration file, no metadata service.
 */
export const emulatedAccount = (url: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: '',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  NO_PROXY: 'localhost,127.0.0.1',
  no_proxy: 'localhost,127.0.0.1',
});
