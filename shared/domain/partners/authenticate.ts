import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { md5 } from '../../kernel/md5.ts';
import { isSameText } from '../../kernel/same-text.ts';
import type { Vault } from '../vault/ports.ts';
import type { Partners } from './ports.ts';
import { liveSecrets, secretAbout } from './secrets.ts';
import type { Partner } from './types.ts';

/** How far a token's time may be from ours, in seconds (decisions.md, "Partner API"). */
const TOLERANCE_SECONDS = 120;

export interface AuthenticateParts {
  partners: Pick<Partners, 'find'>;
  vault: Pick<Vault, 'open' | 'seal'>;
  clock: Clock;
}

/**
 * Whose request it is: `token` is `md5(secret_key + time) + "," + time`, seconds (partner-api.txt, 附1).
 * Anything off is `request.unauthorized`, and takes as long for a code that nobody has; without a code, `request.invalid`.
 */
export async function authenticatePartner(parts: AuthenticateParts, token: string | undefined, code: unknown): Promise<Partner> {
  const [, signature, time] = /^([0-9a-f]{32}),(\d{1,12})$/.exec(token ?? '') ?? refuse();
  if (Math.abs(Math.floor(parts.clock() / 1000) - Number(time)) > TOLERANCE_SECONDS) refuse();
  if (code === undefined || code === '') return fail('request.invalid', { field: 'third_code', message: '缺少参数 third_code' });
  if (typeof code !== 'string' || !isPartnerCode(code)) return refuse();
  const partner = await parts.partners.find(code);
  const secrets = await secretsOf(parts, code, partner);
  const matches = secrets.map((secret) => isSameText(md5(secret + time), signature!)).includes(true);
  if (!partner || !matches) return refuse();
  return partner.state === 'active' ? partner : fail('partner.suspended', { message: '该 third_code 已停用' });
}

/** `third_code` as we or, for partners that we took over, somebody else gave it. */
export const isPartnerCode = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** What a partner may sign with now. For a code that nobody has, something that takes as long. */
async function secretsOf({ vault, clock }: AuthenticateParts, code: string, partner: Partner | undefined): Promise<string[]> {
  const about = secretAbout(code);
  if (!partner) return [await vault.seal('nobody', about)];
  return Promise.all(liveSecrets(partner.secrets, clock()).map(({ sealed }) => vault.open(sealed, about)));
}

const refuse = (): never => fail('request.unauthorized');
