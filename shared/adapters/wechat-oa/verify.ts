import type { Environment } from '../../contract/environment.ts';
import type { PublishingPlatform } from '../../domain/publishing/ports.ts';
import { oaClient } from './client.ts';

/** That published articles may be listed says that the account may publish: personal ones may do neither. */
export const wechatVerification = (env: Environment): Pick<PublishingPlatform, 'verify'> => ({
  verify: async (credentials) => {
    const client = oaClient(env.WECHAT_OA_BASE_URL!, credentials);
    await client.post('verify', '/cgi-bin/freepublish/batchget', { offset: 0, count: 1, no_content: 1 });
  },
});
