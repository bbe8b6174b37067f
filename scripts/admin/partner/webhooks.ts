import { known } from '#shared/domain/partners/manage.ts';
import { mdfOf } from '#shared/domain/partners/mdf.ts';
import { resendPhotoWebhook } from '#shared/domain/webhooks/resend.ts';
import type { Attempt, Webhook } from '#shared/domain/webhooks/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import type { PartnerAction } from './action.ts';

const LATEST = 20;

export const webhooks: PartnerAction = {
  name: 'webhooks',
  form: 'webhooks CODE',
  does: `its latest ${LATEST} webhooks with every attempt, newest first`,
  takes: 1,
  async run(parts, [code]) {
    const { account } = await known(parts, code!);
    const latest = await parts.webhooks.latest(account, LATEST);
    return latest.length > 0 ? latest.flatMap(linesOf).join('\n') : `${code} has no webhook of the last 7 days.`;
  },
};

const linesOf = ({ job, state, url, attempts }: Webhook): string[] => [
  `${mdfOf({ id: job })}  ${state.padEnd(9)}  ${url}`,
  ...attempts.map(lineOf),
];

const lineOf = ({ at, ms, status, error }: Attempt): string => `    ${beijingTime(at)}  ${status ?? error}  ${ms} ms`;

export const resend: PartnerAction = {
  name: 'resend',
  form: 'resend CODE MDF',
  does: 'tells it of a photo once more, within a minute',
  takes: 2,
  async run(parts, [code, mdf]) {
    const { account } = await known(parts, code!);
    const { url } = await resendPhotoWebhook(parts, account, mdf!);
    return `${mdf} is sent to ${url} within a minute.`;
  },
};
