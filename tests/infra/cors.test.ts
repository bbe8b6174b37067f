import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { cors } from '#shared/contract/cors.ts';
import { synthesise } from './support/synthesis.ts';

const corsOf = (input: object) => synthesise('prod', input).stacks.Api!.Resources.Api!.Properties.CorsConfiguration;

test('without origins no page may call', () => {
  expect(corsOf({})).toBeUndefined();
});

test('the gateway says to the pages of the stage’s origins, and to no others, what the local one says', () => {
  expect(corsOf({ origins: ['https://app.example.com'] })).toEqual({
    AllowOrigins: ['https://app.example.com'],
    AllowMethods: [...cors.methods],
    AllowHeaders: [...cors.headers],
    ExposeHeaders: [...cors.exposed],
    MaxAge: cors.maxAge,
  });
});

test.each(['*', 'https://*', 'app.example.com', 'https://app.example.com/', 'https://app.example.com/login', 'HTTPS://app.example.com'])(
  '%s is no origin',
  (origin) => {
    expect(() => corsOf({ origins: [origin] })).toThrow(/prod\.json: origins/);
  },
);

test('a page may use every method that the platform has', () => {
  const methods = registry.flatMap((contract) => (contract.kind === 'endpoint' && contract.api === 'platform' ? [contract.method] : []));
  for (const method of methods) expect(cors.methods).toContain(method);
});
