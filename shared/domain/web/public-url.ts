import { Fault } from '../../kernel/fault.ts';

const LONGEST = 2048;
/** Names that mean this machine or this network: RFC 6761, 6762, 8375, ICANN's `.internal`, and what resolvers add to them. */
const OWN_NETWORK = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|arpa|onion|test|invalid|example)$/;

/**
 * Reads an address that somebody gave us. It must be https, without user name and password, and its host a full public name or an IP address;
 * which IP addresses are public is the adapter's knowledge. `allowed` holds origins to which none of this applies.
 * Fault `request.invalid` with `field`.
 */
export function publicUrl(address: string, field: string, allowed: ReadonlySet<string>): URL {
  if (address.length > LONGEST) throw forbidden(field, `超过 ${LONGEST} 个字符`);
  const url = URL.parse(address);
  if (!url) throw forbidden(field, '不是有效的地址');
  if (url.username || url.password) throw forbidden(field, '不能带用户名或密码');
  if (allowed.has(url.origin)) return url;
  if (url.protocol !== 'https:') throw forbidden(field, '必须以 https:// 开头');
  if (!isFullName(url.hostname)) throw forbidden(field, '主机名不是公网域名');
  return url;
}

/** `sent` and `permanent` as `ImageModel` has them: nothing was asked, and asking again won't help. */
export const forbidden = (field: string, reason: string): Fault =>
  new Fault('request.invalid', { field, message: `${field} ${reason}`, sent: false, permanent: true });

/** An IPv6 address stands in brackets; `URL` has turned every way of writing an IPv4 address (decimal, hexadecimal, octal) into the usual one. */
function isFullName(hostname: string): boolean {
  if (hostname.startsWith('[')) return true;
  const name = hostname.replace(/\.$/, '');
  return name.includes('.') && !OWN_NETWORK.test(name);
}
