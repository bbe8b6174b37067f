import assert from 'node:assert/strict';
import { registry } from '#functions/registry.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import type { Checks } from '../checks.ts';

const endpoints = registry.filter((contract): contract is Endpoint => contract.kind === 'endpoint');
/** `/uploads/{name}` → `/uploads/none`. */
const pathOf = (path: string): string => path.replace(/\{[^}]+\}/g, 'none');

/** What every endpoint of the registry owes a stranger, through the gateway that was deployed. */
export async function routes(checks: Checks, url: string): Promise<void> {
  await checks.run('every endpoint that needs a login refuses a stranger with 401', async () => {
    const closed = endpoints.filter(({ auth }) => auth === 'account');
    assert.ok(closed.length > 0);
    for (const { method, path } of closed) {
      const answer = await fetch(url + pathOf(path), { method });
      await expectError(`${method} ${path}`, answer, 401);
    }
    return `${closed.length} endpoints`;
  });
  await checks.run('every other endpoint answers a stranger as documented', async () => {
    const open = endpoints.filter(({ auth, id }) => auth !== 'account' && id !== 'gateway/not-found');
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

async function expectError(what: string, answer: Response, status: number): Promise<void> {
  const text = await answer.text();
  assert.equal(answer.status, status, `${what}: ${text.slice(0, 300)}`);
  const body = JSON.parse(text) as Record<string, unknown>;
  assert.equal(body.success, false);
  assert.equal(typeof body.code, 'string');
  assert.ok(answer.headers.get('x-request-id'), `${what} has no x-request-id`);
}
