import type { Environment } from '../../contract/environment.ts';
import type { PublicWeb } from '../../domain/web/ports.ts';
import { publicUrl } from '../../domain/web/public-url.ts';
import { checkLiteral, checkName, publicLookup, type Resolve, systemResolve } from './lookup.ts';
import { send } from './send.ts';

/** What a fault names when it isn't a request's field that is wrong. */
const ADDRESS = 'address';

/**
 * `PublicWeb` on Node's own client. ALLOWED_PRIVATE_ORIGINS (origins, separated by commas; none by default) are reached although they aren't
 * public https: a proxy inside a VPC, for example.
 */
export function publicWeb(env: Environment, resolve: Resolve = systemResolve): PublicWeb {
  const allowed = originsOf(env.ALLOWED_PRIVATE_ORIGINS);
  return {
    async admit(address, field) {
      const url = publicUrl(address, field, allowed);
      if (allowed.has(url.origin)) return url;
      checkLiteral(url, field);
      await checkName(url, field, resolve);
      return url;
    },
    async request(address, init = {}) {
      const url = publicUrl(String(address), ADDRESS, allowed);
      if (allowed.has(url.origin)) return send(url, init, {});
      checkLiteral(url, ADDRESS);
      return send(url, init, { lookup: publicLookup(resolve, ADDRESS) });
    },
  };
}

const originsOf = (list = ''): ReadonlySet<string> =>
  new Set(
    list
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => new URL(text).origin),
  );
