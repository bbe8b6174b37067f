import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { addPackage, createPartner } from '#shared/domain/partners/manage.ts';
import { partnerToken } from '#tests/support/partner.ts';
import type { Credential, Entrance, Forgery, Place, Said } from './caller.ts';

/** Uploads of a package: more than a proof can use up. */
const PACKAGE = 200;
/** Errno of a bad token, and of what went wrong on our side (partner-api.txt). */
const [NOT_YOU, OURS] = [9999, 500];

let codes = 0;

const signed = (code: string, token: string): Credential => ({ headers: { token }, fields: { third_code: code } });
const errnoOf = ({ status, body }: Said): unknown => (status === 200 && body.code === 9000 ? body.errno : undefined);

/** A partner's server: it signs the time with its secret, and says in the body who it is. */
export const partnerEntrance: Entrance = {
  async newcomer(place, points) {
    const parts = partsOf(place);
    const code = `proof-partner-${process.pid}-${++codes}`;
    const { partner, secret } = await createPartner(parts, { code, name: code });
    for (let bought = 0; bought < points; bought += PACKAGE) await addPackage(parts, code, PACKAGE, `package-${bought}`);
    const now = () => Math.floor(place.clock.now() / 1000);
    return { api: 'partner', account: partner.account, show: async () => signed(code, partnerToken(secret, now())) };
  },
  async forgeries({ clock }, caller, auth) {
    const { headers, fields } = await caller.show(auth);
    const [signature, time] = headers!.token!.split(',');
    const now = Math.floor(clock.now() / 1000);
    const tokens: Record<string, string> = {
      nonsense: 'a,b',
      'no time': signature!,
      'another time': `${signature},${Number(time) + 1}`,
      'another secret': partnerToken('not the secret', now),
      'an empty secret': partnerToken('', now),
      'a partner’s code as its secret': partnerToken(fields!.third_code!, now),
      'capital letters': headers!.token!.toUpperCase(),
    };
    const forged = Object.entries(tokens).map(([name, token]): Forgery => ({ name, credential: signed(fields!.third_code!, token) }));
    const stranger = signed('nobody', partnerToken('nobody', now));
    return [...forged, { name: 'a code that nobody has', credential: stranger }];
  },
  isRefusal: (said) => errnoOf(said) === NOT_YOU,
  isSuccess: ({ status, body }) => status === 200 && body.code === 200,
  isUnsettled: (said) => said.status === 0 || said.status >= 500 || errnoOf(said) === OURS,
};

function partsOf({ table, stack, clock }: Place) {
  const keys = vault(async () => stack.secrets.VAULT_KEYS);
  return { partners: dynamoPartners(table), prepaid: dynamoPrepaid(table), vault: keys, clock: () => clock.now() };
}
