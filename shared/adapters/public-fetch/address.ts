import ipaddr from 'ipaddr.js';

const { IPv4, IPv6, parse } = ipaddr;

/** What IANA has given out for the public internet; everything else in IPv6 is special or unassigned. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [IPv6.parse('2000::'), 3];

/**
 * Whether an IP address belongs to the public internet: not this machine, a private or carrier network (RFC 1918, RFC 6598), a link (cloud
 * metadata lives at 169.254.169.254 and fd00:ec2::254), a multicast, a test or a reserved range; nor one of IPv6 that leads to an IPv4 address
 * (mapped, NAT64, 6to4, Teredo), behind which any of these may be.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parse(address);
  if (parsed instanceof IPv4) return parsed.range() === 'unicast';
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
}
