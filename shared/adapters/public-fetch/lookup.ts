import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { forbidden } from '../../domain/web/public-url.ts';
import type { Fault } from '../../kernel/fault.ts';
import { isPublicAddress } from './address.ts';

/** Node's own `lookup`, asked for all addresses of a name. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export const systemResolve: Resolve = (host, options, callback) => lookup(host, options, callback);

/** `undefined` when all are public. One private address among several is enough: which of them is connected to is chance. */
const refusal = (addresses: readonly string[], field: string): Fault | undefined =>
  addresses.every(isPublicAddress) ? undefined : forbidden(field, '指向非公网地址');

/**
 * What a socket asks for the address to connect to. It gives only what it has just checked, so there is no second resolution that could
 * differ from the checked one (DNS rebinding).
 */
export const publicLookup =
  (resolve: Resolve, field: string): LookupFunction =>
  (host, options, callback) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      const wrong =
        error ??
        refusal(
          found.map(({ address }) => address),
          field,
        );
      const [first] = found ?? [];
      if (wrong || !first) callback(wrong ?? new Error(`${host} has no address`), '', 0);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });

/** An address that stands in the URL itself: sockets make no lookup for it. Throws `request.invalid`. */
export function checkLiteral({ hostname }: URL, field: string): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  const wrong = isIP(host) ? refusal([host], field) : undefined;
  if (wrong) throw wrong;
}

/** Resolves the name of `url` and checks what comes. Rejects with `request.invalid`, also for a name that nobody knows. */
export const checkName = ({ hostname }: URL, field: string, resolve: Resolve): Promise<void> =>
  new Promise((done, reject) => {
    if (hostname.startsWith('[') || isIP(hostname)) return done();
    resolve(hostname, { all: true }, (error, found) => {
      const wrong = error
        ? forbidden(field, '主机名无法解析')
        : refusal(
            found.map(({ address }) => address),
            field,
          );
      if (wrong) reject(wrong);
      else done();
    });
  });
