import { rotateSecret, rotateWebhookSecret } from '#shared/domain/partners/manage.ts';
import { type PartnerAction, textOf } from './action.ts';
import { graceOf } from './options.ts';

const until = {
  none: 'The old one is refused from now on.',
  hour: 'The old one is taken for another hour.',
  day: 'The old one is taken for another 24 hours.',
};

export const rotate: PartnerAction = {
  name: 'rotate',
  form: 'rotate CODE --grace none|hour|day [--webhook]',
  does: 'a new secret_key (or webhook secret), told once; the old one is taken until the grace is over',
  takes: 1,
  async run(parts, [code], options) {
    const grace = graceOf(textOf(options.grace) ?? '');
    const secret = await (options.webhook ? rotateWebhookSecret : rotateSecret)(parts, code!, grace);
    return `${options.webhook ? 'webhook secret' : 'secret_key'}  ${secret}\n\nThis is told only now. ${until[grace]}`;
  },
};
