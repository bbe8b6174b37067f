import { dynamoSessions } from '#shared/adapters/dynamo/sessions.ts';
import { refresh as refreshTokens } from '#shared/domain/users/session.ts';
import { idempotencyKey } from '#shared/http/idempotency/key.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { log } from '#shared/kernel/log.ts';
import { platform } from '../auth.wiring.ts';
import { refresh } from './refresh.contract.ts';

export const handler = serve(refresh, (env) => {
  const { table, tokens, guards } = platform(env, refresh);
  const parts = { sessions: dynamoSessions(table), tokens, alarm: (event: string, facts: object) => log('warn', event, { ...facts }) };
  return {
    ...guards,
    handle: async ({ caller: { account, session, token }, headers, operation }) => {
      const used = { account, session: session!, token: token! };
      const pair = await refreshTokens(parts, used, { key: idempotencyKey(headers), now: operation.at });
      return success(
        { access_token: pair.access, refresh_token: pair.refresh, token_type: 'bearer' },
        'Token刷新成功',
        pair.replayed ? { 'idempotent-replayed': 'true' } : {},
      );
    },
  };
});
