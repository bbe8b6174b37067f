import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { seconds } from '../../kernel/clock.ts';

/** How both versions' clients reach WeChat Pay: kept connections, no redirects, 10 s. */
export const transport = (baseURL: string) => ({
  baseURL,
  timeout: seconds(10),
  proxy: false as const,
  maxRedirects: 0,
  maxContentLength: 1024 * 1024,
  httpAgent: new HttpAgent({ keepAlive: true }),
  httpsAgent: new HttpsAgent({ keepAlive: true }),
});
