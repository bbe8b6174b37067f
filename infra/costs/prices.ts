/**
 * AWS's public prices in us-east-1, November 2026, in USD (aws.amazon.com/<service>/pricing). Singapore and Tokyo are 10–30 % dearer.
 * `free` is what every account has each month for ever; what a new account has for a year is left out.
 */
export interface Price {
  service: string;
  of: string;
  usd: number;
  free: number;
}

export const prices = {
  lambdaRequests: { service: 'Lambda', of: 'request', usd: 0.2 / 1e6, free: 1e6 },
  lambdaSeconds: { service: 'Lambda', of: 'GB-second on arm64', usd: 0.0000133334, free: 400_000 },
  /** Each 512 KB of a request, or of its answer, counts as one. */
  apiRequests: { service: 'HTTP API', of: 'request', usd: 1 / 1e6, free: 0 },
  writes: { service: 'DynamoDB', of: 'write unit', usd: 0.625 / 1e6, free: 0 },
  reads: { service: 'DynamoDB', of: 'read unit', usd: 0.125 / 1e6, free: 0 },
  puts: { service: 'S3', of: 'PUT', usd: 0.005 / 1000, free: 0 },
  gets: { service: 'S3', of: 'GET', usd: 0.0004 / 1000, free: 0 },
  objectStorage: { service: 'S3', of: 'GB-month', usd: 0.023, free: 0 },
  transfer: { service: 'Data transfer', of: 'GB to the internet', usd: 0.09, free: 100 },
  queueRequests: { service: 'SQS', of: 'request', usd: 0.4 / 1e6, free: 1e6 },
  logs: { service: 'CloudWatch', of: 'GB of logs', usd: 0.5, free: 5 },
  alarms: { service: 'CloudWatch', of: 'alarm', usd: 0.1, free: 10 },
} as const satisfies Record<string, Price>;

export type Item = keyof typeof prices;
