import { expect, test, vi } from 'vitest';
import { authenticatePartner } from '#shared/domain/partners/authenticate.ts';
import { rotated, secretAbout } from '#shared/domain/partners/secrets.ts';
import type { Partner, SealedSecret } from '#shared/domain/partners/types.ts';
import { hours } from '#shared/kernel/clock.ts';
import type { FaultCode } from '#shared/kernel/faults.ts';
import { partnerToken } from '#tests/support/partner.ts';

const NOW = 1_629_962_357_000;
/** Seals by writing down what it is about. */
const plainVault = {
  seal: vi.fn(async (secret: string, about: string) => `${about}=${secret}`),
  open: vi.fn(async (sealed: string, about: string) => sealed.slice(about.length + 1)),
};
const sealed = (secret: string): SealedSecret => ({ sealed: `${secretAbout('hiliad')}=${secret}` });
const partner: Partner = {
  ...{ code: 'hiliad', account: 'partner_1', name: '', state: 'active', lane: 'bulk', createdAt: NOW },
  secrets: [sealed('hiliad')],
  webhookSecrets: [],
};

function authenticate(token: string | undefined, code: unknown, { known = partner, now = NOW }: { known?: Partner; now?: number } = {}) {
  const partners = { find: async (asked: string) => (asked === known.code ? known : undefined) };
  return authenticatePartner({ partners, vault: plainVault, clock: () => now }, token, code);
}

const refused = (asked: Promise<unknown>, code: FaultCode = 'request.unauthorized') => expect(asked).rejects.toMatchObject({ code });

test('the token of the document lets in whose secret it is made of', async () => {
  const documented = '5484490c8e797dabe52af90ab8bd1e50,1629962357';
  expect(partnerToken('hiliad', 1629962357)).toBe(documented);
  expect(await authenticate(documented, 'hiliad')).toBe(partner);
});

test.each([-120, -1, 0, 120])('a token of %i s from now is taken', async (offset) => {
  expect(await authenticate(partnerToken('hiliad', NOW / 1000 + offset), 'hiliad')).toBe(partner);
});

test.each([-100_000, -121, 121, 100_000])('a token of %i s from now is refused, right as it is', async (offset) => {
  await refused(authenticate(partnerToken('hiliad', NOW / 1000 + offset), 'hiliad'));
});

const good = partnerToken('hiliad', NOW / 1000);
test.each([
  undefined,
  '',
  ',',
  good.slice(1),
  good.toUpperCase(),
  `${good} `,
  `${good},1`,
  good.replace(',', ';'),
  good.split(',')[0],
  `,${NOW / 1000}`,
  `${'0'.repeat(32)},${NOW / 1000}`,
  partnerToken('wrong', NOW / 1000),
  partnerToken('hiliad', NOW),
  partnerToken('', NOW / 1000),
  good.replace(/7$/, '8'),
])('the token %j is refused', (token) => refused(authenticate(token, 'hiliad')));

test.each(['nobody', 'HILIAD', 'hiliad ', 'hiliad#', '../hiliad', 5, ['hiliad'], null, { $ne: '' }])('nobody is known as %j', (code) =>
  refused(authenticate(good, code)),
);

test.each([undefined, ''])('without a code it is the request that is wrong, once the token could be right', async (code) => {
  await refused(authenticate(good, code), 'request.invalid');
  await refused(authenticate(undefined, code));
});

test('a code that nobody has takes the work of one that somebody has', async () => {
  plainVault.seal.mockClear();
  await refused(authenticate(good, 'nobody'));
  expect(plainVault.seal).toHaveBeenCalledTimes(1);
});

test('a suspended partner is told so, but only who has its secret', async () => {
  const known: Partner = { ...partner, state: 'suspended' };
  await refused(authenticate(good, 'hiliad', { known }), 'partner.suspended');
  await refused(authenticate(partnerToken('guess', NOW / 1000), 'hiliad', { known }));
});

test.each([
  ['none', 0],
  ['hour', hours(1)],
  ['day', hours(24)],
] as const)('with the grace "%s" the old secret is taken for %i ms, and the new one at once', async (grace, ms) => {
  const known = { ...partner, secrets: rotated(partner.secrets, sealed('new').sealed, grace, NOW) };
  const at = (secret: string, now: number) => authenticate(partnerToken(secret, Math.floor(now / 1000)), 'hiliad', { known, now });
  expect(await at('new', NOW)).toBe(known);
  if (ms > 0) expect(await at('hiliad', NOW + ms - 1)).toBe(known);
  await refused(at('hiliad', NOW + ms));
  expect(await at('new', NOW + ms)).toBe(known);
});

test('a shorter grace ends a longer one', () => {
  const once = rotated([sealed('a')], 'b', 'day', NOW);
  expect(rotated(once, 'c', 'hour', NOW).map(({ until }) => until)).toEqual([undefined, NOW + hours(1), NOW + hours(1)]);
  expect(rotated(once, 'c', 'none', NOW)).toEqual([{ sealed: 'c' }]);
});
