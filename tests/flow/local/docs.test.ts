import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { send, useStack } from '#tests/support/stack.ts';

const stack = useStack();

test('/docs is a page whose every script and style this stack serves itself', async () => {
  const { status, headers, text } = await send(stack(), 'GET', '/docs');
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  const links = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(link).toMatch(/^\//);
    expect([link, (await send(stack(), 'GET', link)).status]).toEqual([link, 200]);
  }
});

test('/openapi.json documents every endpoint, at the address that was asked', async () => {
  const { status, text } = await send(stack(), 'GET', '/openapi.json');
  const document = JSON.parse(text);
  expect([status, document.openapi]).toEqual([200, '3.1.1']);
  expect(document.servers).toEqual([{ url: `http://127.0.0.1:${stack().port}`, description: 'npm start' }]);
  const paths = registry.filter((contract) => contract.kind === 'endpoint').map(({ path }) => path);
  expect(Object.keys(document.paths).sort()).toEqual([...new Set(paths.filter((path) => path !== '$default'))].sort());
});

test.each(['/docs/../package.json', '/docs/package.json', '/docs/__proto__', '/docs/swagger-ui.js'])(
  '%s is no file of the page',
  async (path) => {
    expect((await send(stack(), 'GET', path)).status).toBe(404);
  },
);

test('the page is only for reading: another method is told so by the API', async () => {
  expect((await send(stack(), 'POST', '/docs')).status).toBe(404);
});
