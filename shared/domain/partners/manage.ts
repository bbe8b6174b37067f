import { monthsLater } from '../../kernel/beijing-time.ts';
import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { newOperation, randomText, stampedId } from '../../kernel/ids.ts';
import type { Vault } from '../vault/ports.ts';
import { isPartnerCode } from './authenticate.ts';
import type { PartnerChange, Partners, PrepaidUploads } from './ports.ts';
import { type PackageSize, packages, VALID_MONTHS } from './prices.ts';
import { rotated, secretAbout, webhookSecretAbout } from './secrets.ts';
import type { Grace, Lane, Lot, Partner } from './types.ts';

export interface ManageParts {
  partners: Partners;
  prepaid: PrepaidUploads;
  vault: Vault;
  clock: Clock;
}

export interface NewPartner {
  code: string;
  name: string;
  lane?: Lane;
  /** The secret that the partner signs with already, somewhere else; a new one when left out. */
  secret?: string;
}

/** What is told once, and never again. */
export interface Told {
  partner: Partner;
  secret: string;
  webhookSecret: string;
}

/** 160 bits. */
const newSecret = (): string => randomText(32);
/** Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
const newWebhookSecret = (): string => `whsec_${btoa(randomText(32))}`;

/** Makes a partner with an empty account. `request.invalid` when the code is taken, or can't be one. */
export async function createPartner({ partners, vault, clock }: ManageParts, asked: NewPartner): Promise<Told> {
  const { code, name, lane = 'bulk', secret = newSecret() } = asked;
  if (!isPartnerCode(code)) fail('request.invalid', { field: 'code', message: 'code 只能包含字母、数字、下划线和连字符,最多 64 个字符' });
  const now = clock();
  const webhookSecret = newWebhookSecret();
  const partner: Partner = {
    ...{ code, name, lane, state: 'active', createdAt: now },
    account: stampedId('partner', newOperation(now)),
    secrets: [{ sealed: await vault.seal(secret, secretAbout(code)) }],
    webhookSecrets: [{ sealed: await vault.seal(webhookSecret, webhookSecretAbout(code)) }],
  };
  if (!(await partners.create(partner))) fail('request.invalid', { field: 'code', message: `code ${code} 已存在` });
  return { partner, secret, webhookSecret };
}

/** Gives a partner a new secret, which is told once. The old one is taken until its grace is over. */
export async function rotateSecret(parts: ManageParts, code: string, grace: Grace, secret = newSecret()): Promise<string> {
  const sealed = await parts.vault.seal(secret, secretAbout(code));
  await change(parts, code, ({ secrets }) => ({ secrets: rotated(secrets, sealed, grace, parts.clock()) }));
  return secret;
}

/** The same for what webhooks are signed with: until the grace is over they carry both signatures. */
export async function rotateWebhookSecret(parts: ManageParts, code: string, grace: Grace): Promise<string> {
  const secret = newWebhookSecret();
  const sealed = await parts.vault.seal(secret, webhookSecretAbout(code));
  await change(parts, code, ({ webhookSecrets }) => ({ webhookSecrets: rotated(webhookSecrets, sealed, grace, parts.clock()) }));
  return secret;
}

export const updatePartner = (
  parts: Pick<ManageParts, 'partners'>,
  code: string,
  changed: Pick<PartnerChange, 'state' | 'lane' | 'name'>,
): Promise<Partner> => change(parts, code, () => changed);

/** Adds a package that was paid for. The same reference adds once; for another package it is `request.invalid`. */
export async function addPackage(parts: Omit<ManageParts, 'vault'>, code: string, size: PackageSize, reference: string): Promise<Lot> {
  const { account } = await known(parts, code);
  const now = parts.clock();
  const lot = { reference, uploads: size, price: packages[size], boughtAt: now, expiresAt: monthsLater(now, VALID_MONTHS) };
  const added = await parts.prepaid.add(account, lot);
  if (added.uploads !== size) fail('request.invalid', { field: 'reference', message: `reference 已用于 ${added.uploads} 张的套餐` });
  return added;
}

export const known = async ({ partners }: { partners: Pick<Partners, 'find'> }, code: string): Promise<Partner> =>
  (await partners.find(code)) ?? fail('partner.not_found');

/** Somebody else may be changing the same thing: then it is looked at anew. */
async function change(parts: Pick<ManageParts, 'partners'>, code: string, next: (partner: Partner) => PartnerChange): Promise<Partner> {
  for (;;) {
    const partner = await known(parts, code);
    const changed = await parts.partners.change(partner, next(partner));
    if (changed) return changed;
  }
}
