import { s3Media } from '#shared/adapters/s3/media.ts';
import { incomingKey } from '#shared/domain/media/names.ts';
import { serve } from '#shared/http/serve.ts';
import { derivedName } from '#shared/kernel/ids.ts';
import { answer, partnerAuth } from './partner.wiring.ts';
import { photoPresign } from './photo-presign.contract.ts';

const EXPIRES_SECONDS = 900;

export const handler = serve(photoPresign, (env) => {
  const media = s3Media(env);
  return {
    authenticate: partnerAuth(env),
    handle: async ({ account, operation, body: { content_type: type, bytes } }) => {
      const key = incomingKey(account, derivedName(operation, 'photo'));
      const upload_url = await media.writeUrl(key, { type, bytes }, EXPIRES_SECONDS);
      return answer({ file_key: key, upload_url, method: 'PUT', headers: { 'content-type': type }, expires_in: EXPIRES_SECONDS });
    },
  };
});
