import { addPackage } from '#shared/domain/partners/manage.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';
import { UsageError } from '../../operator/command.ts';
import { type PartnerAction, textOf } from './action.ts';
import { packageOf } from './options.ts';

export const add: PartnerAction = {
  name: 'add',
  form: 'add CODE 3|10|50|200 --reference PAYMENT',
  does: 'uploads that were paid for, valid for a year. The same payment adds them once',
  takes: 2,
  async run(parts, [code, size], options) {
    const reference = textOf(options.reference);
    if (!reference)
      throw new UsageError('Which payment was it? Say --reference, a bank transfer’s number for example: it adds its uploads once.');
    const lot = await addPackage(parts, code!, packageOf(size!), reference);
    return `${code} has ${lot.uploads} uploads for ¥${yuanFromFen(lot.price)} of ${reference}, until ${beijingTime(lot.expiresAt)} (Beijing).`;
  },
};
