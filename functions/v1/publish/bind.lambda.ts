import { ssmVault } from '#functions/vault.wiring.ts';
import { dynamoBindings } from '#shared/adapters/dynamo/bindings.ts';
import { wechatVerification } from '#shared/adapters/wechat-oa/verify.ts';
import { bindPlatform } from '#shared/domain/publishing/bind.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { publishBind } from './bind.contract.ts';
import { platformView } from './publication.view.ts';

export const handler = serve(publishBind, (env) => {
  const { table, guards } = platform(env, publishBind);
  const parts = { bindings: dynamoBindings(table), vault: ssmVault(env), wechat: wechatVerification(env), clock: systemClock };
  return {
    ...guards,
    handle: async ({ account, body: { platform: name, credentials } }) => {
      const { app_id: appId, app_secret: appSecret } = credentials;
      const binding = await bindPlatform(parts, { account, platform: name, credentials: { appId, appSecret } });
      return success(platformView(name, binding), '绑定成功');
    },
  };
});
