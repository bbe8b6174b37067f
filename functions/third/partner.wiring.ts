import { ssmVault } from '#functions/vault.wiring.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { authenticatePartner } from '#shared/domain/partners/authenticate.ts';
import type { Partner } from '#shared/domain/partners/types.ts';
import type { Call, Caller } from '#shared/http/call.ts';
import { reply } from '#shared/http/reply.ts';
import { systemClock } from '#shared/kernel/clock.ts';

interface PartnerCaller extends Caller {
  partner: Partner;
}

/** Tells by the call's `token` and `third_code` which partner it is. */
export function partnerAuth(env: Environment) {
  const parts = { partners: dynamoPartners(dynamoTable(env)), vault: ssmVault(env), clock: systemClock };
  return async ({ headers, fields }: Call): Promise<PartnerCaller> => {
    const code = (fields as { third_code?: unknown } | null)?.third_code;
    const partner = await authenticatePartner(parts, headers.token, code);
    return { account: partner.account, partner };
  };
}

/** Whom `partnerAuth` let in. */
export const partnerOf = ({ caller }: Pick<Call, 'caller'>): Partner => (caller as PartnerCaller).partner;

/** How many uploads a photo has cost: invisible to clients that don't look for it. */
export const charged = (uploads: number) => ({ 'x-credits-charged': String(uploads) });

/** The documented answer. */
export const answer = <const Data>(data: Data, headers: Record<string, string> = {}) => reply(200, { code: 200, data } as const, headers);
