import type { Environment } from '../../contract/environment.ts';
import type { SendLive } from '../../domain/live/ports.ts';
import { postSigned } from '../signed-post.ts';

const GONE = 410;

/** Sends to connections of the stage's WebSocket API at LIVE_URL (`POST /@connections/{id}`). Hand-signed: the client would add 100 KB. */
export function apiGatewaySender({ LIVE_URL: baseUrl }: Environment): SendLive {
  const headers = { 'content-type': 'application/json' };
  return async (connection, body) => {
    const url = new URL(`${baseUrl}/@connections/${encodeURIComponent(connection)}`);
    const { status } = await postSigned({ service: 'execute-api', url, headers, body });
    if (status === GONE) return 'gone';
    if (status !== 200) throw new Error(`@connections answered HTTP ${status}`);
    return 'sent';
  };
}
