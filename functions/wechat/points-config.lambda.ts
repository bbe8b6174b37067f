import { NEW_USER_BONUS, prices } from '#shared/domain/points/prices.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { POINTS_PER_YUAN } from '#shared/kernel/money.ts';
import { pointsConfig } from './points-config.contract.ts';

export const handler = serve(pointsConfig, () => ({
  handle: async () =>
    reply(200, { success: true, data: { apiCosts: prices, exchangeRate: POINTS_PER_YUAN, newUserBonus: NEW_USER_BONUS } }),
}));
