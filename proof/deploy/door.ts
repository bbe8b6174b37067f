import { FOR_HOST } from './forwarder.ts';

/** The address that a deployment prints. */
const API = /^[a-z0-9]+\.execute-api\./;

/** A `fetch` that finds deployed APIs: what a name server does on AWS, the forwarder does here. */
export const createDoor =
  (forwarderUrl: string, send = fetch): typeof fetch =>
  (input, init = {}) => {
    if (input instanceof Request) return send(input, init);
    const { hostname, host, pathname, search } = new URL(input);
    if (!API.test(hostname)) return send(input, init);
    const headers = new Headers(init.headers);
    headers.set(FOR_HOST, host);
    return send(forwarderUrl + pathname + search, { ...init, headers });
  };
