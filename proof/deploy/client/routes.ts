import assert from 'node:assert/strict';
import { registry } from '#functions/registry.ts';
import { type Api, type Endpoint, isStreamed } from '#shared/contract/endpoint.ts';
import type { Checks } from '../checks.ts';

/** What streams isn't behind the gateway, and the emulator's Node hasn't what it streams with: docs/decisions/0013. */
const endpoints = registry.filter((contract): contract is Endpoint => contract.kind === 'endpoint' && !isStreamed(contract));
/** `/uploads/{name}` → `/uploads/none`. */
const pathOf = (path: string): string => path.replace(/\{[^}]+\}/g, 'none');

/** What every endpoint of the registry owes a stranger, through the gateway that was deployed. */
export async function routes(checks: Checks, url: string): Promise<void> {
  await checks.run('every endpoint that needs a login refuses a stranger with 401', async () => {
    const closed = endpoints.filter(byToken);
    assert.ok(closed.length > 0);
    for (const { api, method, path } of closed) {
      const answer = await fetch(url + pathOf(path), { method });
      await expectError(`${method} ${path}`, answer, 401, api);
    }
    return `${closed.length} endpoints`;
  });
  await checks.run('every other endpoint answers a stranger as documented', async () => {
    const open = endpoints.filter((endpoint) => !byToken(endpoint) && endpoint.id !== 'gateway/not-found');
    for (const { method, path, responses } of open) {
      const { status, headers } = await fetch(url + pathOf(path), { method });
      assert.ok(status < 500 || status in responses, `${method} ${path}: ${status}`);
      assert.ok(headers.get('x-request-id'), `${method} ${path} has no x-request-id`);
    }
    return `${open.length} endpoints`;
  });
  await checks.run('a wrong method is a 405 with Allow, an unknown path a 404, in the documented shape', async () => {
    const { method, path } = endpoints.find(({ id }) => id === 'image/restore')!;
    const wrong = await fetch(url + path, { method: 'PUT' });
    await expectError(`PUT ${path}`, wrong, 405);
    assert.equal(wrong.headers.get('allow'), method);
    await expectError('GET /nowhere', await fetch(`${url}/nowhere`), 404);
  });
}

/** Whose caller is known by a token in a header, before anything else is looked at. */
const byToken = ({ auth }: Endpoint): boolean => auth !== 'none' && auth !== 'partner';

async function expectError(what: string, answer: Response, status: number, api: Api = 'mini'): Promise<void> {
  const text = await answer.text();
  assert.equal(answer.status, status, `${what}: ${text.slice(0, 300)}`);
  const body = JSON.parse(text) as Record<string, unknown>;
  if (api === 'platform') assert.deepEqual([body.code, body.data], [status, null]);
  else assert.deepEqual([body.success, typeof body.code], [false, 'string']);
  assert.ok(answer.headers.get('x-request-id'), `${what} has no x-request-id`);
}
