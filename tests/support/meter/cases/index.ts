import type { UnitCase } from './case.ts';
import { creationCases } from './creations.ts';
import { filmCases } from './films.ts';
import { imageCases } from './image.ts';
import { liveCases } from './live.ts';
import { modelCases } from './models.ts';
import { platformAuthCases } from './platform-auth.ts';
import { platformCreditCases } from './platform-credit.ts';
import { platformOperationCases } from './platform-operation.ts';
import { platformPartnerCases } from './platform-partners.ts';
import { platformPublishCases } from './platform-publish.ts';
import { thirdCases } from './third.ts';
import { wechatCases } from './wechat.ts';
import { workerCases } from './workers.ts';
import { writingCases } from './writing.ts';

export { measure, type UnitCase } from './case.ts';

const parts: readonly (readonly UnitCase[])[] = [
  wechatCases,
  platformAuthCases,
  platformCreditCases,
  imageCases,
  workerCases,
  thirdCases,
  creationCases,
  modelCases,
  platformOperationCases,
  platformPartnerCases,
  platformPublishCases,
  liveCases,
  writingCases,
  filmCases,
];

/** Every function, in every situation that costs differently. */
export const unitCases: readonly UnitCase[] = parts.flat();
