import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { incomingKey } from '#shared/domain/media/names.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { derivedName } from '#shared/kernel/ids.ts';
import { createUpload } from './create.contract.ts';

const EXPIRES_SECONDS = 900;

export const handler = serve(createUpload, (env) => {
  const media = s3Media(env);
  return {
    authenticate: secretsAndTokens(env, createUpload).authenticate,
    handle: async ({ account, operation, body: { contentType, bytes } }) => {
      const key = incomingKey(account, derivedName(operation, 'upload'));
      const uploadUrl = await media.writeUrl(key, { type: contentType, bytes }, EXPIRES_SECONDS);
      const headers = { 'content-type': contentType };
      return reply(200, { success: true, data: { key, uploadUrl, method: 'PUT', headers, expiresIn: EXPIRES_SECONDS } });
    },
  };
});
