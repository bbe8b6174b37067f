import { dynamoSealedTexts } from '#shared/adapters/dynamo/sealed.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { resealAll } from '#shared/domain/vault/reseal.ts';
import type { AdminCommand } from './command.ts';

export const reseal: AdminCommand = {
  name: 'reseal',
  help: [['reseal', 'seals every secret in the table under the newest key of VAULT_KEYS, so that older ones can leave it']],
  takes: (args) => args.length === 0,
  async run({ table, secret }) {
    const keyRing = vault(() => secret('VAULT_KEYS'));
    const { resealed, current } = await resealAll(keyRing, dynamoSealedTexts(table));
    return `${resealed} sealed anew, ${current} were already.`;
  },
};
