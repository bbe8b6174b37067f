import { createPartner } from '#shared/domain/partners/manage.ts';
import { readValue } from '../../secrets/value.ts';
import { type PartnerAction, textOf } from './action.ts';
import { laneOf } from './options.ts';

export const create: PartnerAction = {
  name: 'create',
  form: 'create CODE [--name NAME] [--lane priority] [--secret-file FILE]',
  does: 'a new third_code; tells its secrets, once. --secret-file: the secret_key that it has already, somewhere else',
  takes: 1,
  async run(parts, [code], options) {
    const file = textOf(options['secret-file']);
    const asked = { code: code!, name: textOf(options.name) ?? code!, lane: laneOf(textOf(options.lane) ?? 'bulk') };
    const secret = file === undefined ? undefined : await readValue('secret_key', file);
    const told = await createPartner(parts, { ...asked, ...(secret && { secret }) });
    return [
      `third_code      ${code}`,
      `secret_key      ${secret === undefined ? told.secret : 'as in the file'}`,
      `webhook secret  ${told.webhookSecret}`,
      '',
      'These are told only now. Uploads: npm run admin -- partner add',
    ].join('\n');
  },
};
