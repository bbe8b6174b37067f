import { REGION } from './account.ts';

interface Question {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * Asks a service of the emulator in its own wire protocol; for the listings whose SDK clients nothing else here needs. The emulator
 * reads the service from the signature's scope and doesn't check the signature.
 */
export async function ask(url: string, service: string, { method = 'POST', path = '/', headers = {}, body }: Question): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const answer = await fetch(url + path, { method, headers: { authorization, ...headers }, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} answers ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}

/** DynamoDB, SQS, CloudWatch Logs, EventBridge, SSM. */
export const askJson = (url: string, service: string, target: string, version = '1.0'): Promise<string> =>
  ask(url, service, { headers: { 'x-amz-target': target, 'content-type': `application/x-amz-json-${version}` }, body: '{}' });

/** IAM, SNS, CloudWatch, CloudFormation. */
export const askQuery = (url: string, service: string, action: string, version: string): Promise<string> =>
  ask(url, service, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `Action=${action}&Version=${version}`,
  });

/** Lambda, API Gateway, S3. */
export const askRest = (url: string, service: string, path: string): Promise<string> => ask(url, service, { method: 'GET', path });
