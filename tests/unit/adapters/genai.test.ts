import { ApiError } from '@google/genai';
import { expect, test } from 'vitest';
import { regional } from '#shared/adapters/genai/client.ts';
import { readProviderError } from '#shared/adapters/genai/provider-error.ts';

const apiError = (status: number, body: unknown) =>
  new ApiError({ status, message: typeof body === 'string' ? body : JSON.stringify(body) });
const busy = { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' };

test('a body that Google wrapped in an array is read like any other', () => {
  const plain = readProviderError(apiError(429, { error: busy }));
  expect(plain).toMatchObject({ status: 429, code: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' });
  expect(readProviderError(apiError(429, [{ error: busy }]))).toEqual(plain);
});

test('the wait that Google asks for is found among the details, whole seconds rounded up', () => {
  const details = [
    { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2.3s' },
  ];
  expect(readProviderError(apiError(429, { error: { ...busy, details } })).retryAfter).toBe(3);
  expect(readProviderError(apiError(429, { error: busy })).retryAfter).toBeUndefined();
});

test('an answer that is no JSON keeps its text', () => {
  expect(readProviderError(apiError(502, '<html>Bad Gateway</html>'))).toMatchObject({ status: 502, message: '<html>Bad Gateway</html>' });
});

test('only a connection that was never made counts as unreached', () => {
  const failed = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  expect(readProviderError(failed('ECONNREFUSED')).unreached).toBe('ECONNREFUSED');
  expect(readProviderError(failed('ECONNRESET')).unreached).toBeUndefined();
});

test('Google’s Vertex host gets its region, any other host stays', () => {
  expect(regional('https://aiplatform.googleapis.com', 'us-central1')).toBe('https://us-central1-aiplatform.googleapis.com');
  expect(regional('https://aiplatform.googleapis.com', 'global')).toBe('https://aiplatform.googleapis.com');
  expect(regional('http://localhost:3001/vertex', 'us-central1')).toBe('http://localhost:3001/vertex');
});
