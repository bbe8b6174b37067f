import { updatePartner } from '#shared/domain/partners/manage.ts';
import type { PartnerAction } from './action.ts';
import { laneOf } from './options.ts';

export const suspend: PartnerAction = {
  name: 'suspend',
  form: 'suspend CODE',
  does: 'refuses all its requests, from the next one on; nothing is lost',
  takes: 1,
  async run(parts, [code]) {
    await updatePartner(parts, code!, { state: 'suspended' });
    return `${code} is suspended.`;
  },
};

export const resume: PartnerAction = {
  name: 'resume',
  form: 'resume CODE',
  does: 'takes its requests again',
  takes: 1,
  async run(parts, [code]) {
    await updatePartner(parts, code!, { state: 'active' });
    return `${code} is active.`;
  },
};

export const lane: PartnerAction = {
  name: 'lane',
  form: 'lane CODE bulk|priority',
  does: 'which queue its next photos wait in',
  takes: 2,
  async run(parts, [code, wanted]) {
    await updatePartner(parts, code!, { lane: laneOf(wanted!) });
    return `The next photos of ${code} go into the ${wanted} lane.`;
  },
};
