/**
 * The SDK's clients register every error of their service, so none of them is ever shaken out: 144 for SSM (65 KB), 34 for
 * DynamoDB (8 KB). These are the errors that the operations we call can end in (service references, November 2026).
 * Any other still arrives as an Error with its name, message and `$metadata`.
 */
const keptErrors: Readonly<Record<string, readonly string[]>> = {
  'client-dynamodb': [
    'ConditionalCheckFailedException',
    'IdempotentParameterMismatchException',
    'InternalServerError',
    'ItemCollectionSizeLimitExceededException',
    'LimitExceededException',
    'ProvisionedThroughputExceededException',
    'ReplicatedWriteConflictException',
    'RequestLimitExceeded',
    'ResourceNotFoundException',
    'ThrottlingException',
    'TransactionCanceledException',
    'TransactionConflictException',
    'TransactionInProgressException',
  ],
  'client-s3': ['AccessDenied', 'NoSuchBucket', 'NoSuchKey', 'NotFound', 'InvalidObjectState'],
  'client-sqs': ['QueueDoesNotExist', 'InvalidMessageContents', 'RequestThrottled', 'OverLimit', 'UnsupportedOperation'],
  'client-ssm': ['InternalServerError', 'InvalidKeyId', 'ParameterNotFound', 'ThrottlingException'],
};

export const trimmedClients = Object.keys(keptErrors);

/** Removes the registration of every error that is not kept, which lets esbuild shake out its class and schema. */
export function withoutUnusedErrors(client: string, source: string): string {
  const kept = keptErrors[client] ?? [];
  return source.replace(/^n0_registry\.registerError\((\w+)\$, \w+\);$/gm, (line, name: string) => (kept.includes(name) ? line : ''));
}

/**
 * Writes the computed keys of schemas, `{ [_hH]: x }`, as plain ones. esbuild must take a computed key for a side effect and keep
 * what it belongs to: 50 KB of S3's schemas.
 */
export function withPlainKeys(source: string): string {
  const texts = new Map([...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]));
  return source.replace(/\[(_\w+)\]:/g, (key, name: string) => (texts.has(name) ? `${texts.get(name)}:` : key));
}
