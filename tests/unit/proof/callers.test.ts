import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { bearer, byStatus, forgedTokens } from '#proof/callers/bearer.ts';
import { entranceOf, type Place, shown } from '#proof/callers/index.ts';
import { hs256 } from '#shared/adapters/jose/hs256.ts';
import { renderFault } from '#shared/http/render.ts';
import { Fault } from '#shared/kernel/fault.ts';

const secret = 'a secret of thirty-two characters';
const use = hs256({ issuer: 'darkroom:local', audience: 'darkroom:platform' }, async () => secret);
const token = await use.issue({ subject: 'u_1', lifetime: '2h', claims: { sid: 's' } });
const ada = { api: 'platform' as const, account: 'u_1', show: async () => bearer(token) };
const place = { stack: { secrets: { JWT_SECRET: secret } } } as unknown as Place;

test('a forged token is like the caller’s own but for one thing, and is no good', async () => {
  await expect(use.verify(token, ['sid'])).resolves.toMatchObject({ sub: 'u_1' });
  const forgeries = await forgedTokens(place, ada, 'account');
  expect(forgeries.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['expired', 'another key', 'alg none', 'a token for darkroom:mini-program', 'without sub', 'without sid']),
  );
  for (const { name, credential } of forgeries) {
    const forged = credential.headers!.authorization!.replace('Bearer ', '');
    await expect(use.verify(forged, ['sid']), name).rejects.toThrow();
    if (name !== 'nonsense' && !name.startsWith('without')) expect(decodeJwt(forged).sub, name).toBe('u_1');
  }
});

test('nothing is shown where nothing is asked for', async () => {
  expect(await shown(ada, 'none')).toEqual({});
  expect(await shown(ada, 'account')).toEqual({ headers: { authorization: `Bearer ${token}` } });
});

test.each(['mini', 'partner', 'platform'] as const)(
  '%s: a refusal, a failure of ours and a request that still runs are told apart',
  (api) => {
    const { isRefusal, isSuccess, isUnsettled } = entranceOf(api);
    const said = (error: unknown) => {
      const { statusCode: status, body } = renderFault(api, error, 'r-1');
      return { status, body: JSON.parse(body) as Record<string, unknown> };
    };
    const unauthorized = said(new Fault('request.unauthorized'));
    const invalid = said(new Fault('request.invalid'));
    expect([unauthorized, invalid].map((each) => [isRefusal(each), isSuccess(each), isUnsettled(each)])).toEqual([
      [true, false, false],
      [false, false, false],
    ]);
    for (const error of [new Error('anything'), new Fault('idempotency.running')]) expect(isUnsettled(said(error))).toBe(true);
    expect(isUnsettled({ status: 0, body: {} })).toBe(true);
  },
);

test('a conflict that is final is not asked again', () => {
  expect(byStatus.isUnsettled({ status: 409, body: { code: 'JOB_FINISHED' } })).toBe(false);
});
