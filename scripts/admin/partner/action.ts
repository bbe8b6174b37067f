import type { ManageParts } from '#shared/domain/partners/manage.ts';
import type { Ledger } from '#shared/domain/points/ports.ts';
import type { Webhooks } from '#shared/domain/webhooks/ports.ts';

export interface PartnerParts extends ManageParts {
  ledger: Pick<Ledger, 'entries' | 'balance'>;
  webhooks: Pick<Webhooks, 'latest' | 'resend'>;
}

export interface PartnerAction {
  name: string;
  form: string;
  does: string;
  /** How many words follow its name. */
  takes: number;
  run(parts: PartnerParts, args: readonly string[], options: Readonly<Record<string, unknown>>): Promise<string>;
}

/** The text of an option; an empty one counts as none. */
export const textOf = (option: unknown): string | undefined => (typeof option === 'string' && option !== '' ? option : undefined);
