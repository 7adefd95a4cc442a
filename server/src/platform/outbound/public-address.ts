import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** The first address of a range, and how many of its bits all share. */
export type AddressRange = [Address, number];

/** An address of the public internet that is yet answered by the machine under this one: Azure's agent. */
const hostAgents = [ipaddr.IPv4.parse('168.63.129.16')];

/** All that IANA has given out to be reached. What lies beyond is special or not anybody's yet. */
const global6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet: in no range of IANA's registries of special purposes. An IPv6 address
 * that stands for an IPv4 address (mapped, NAT64, 6to4, Teredo) never is, whatever it stands for.
 */
export function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6
    ? address.match(global6)
    : !hostAgents.some((agent) => agent.toString() === address.toString());
}

/** The well-known prefix of NAT64 (RFC 6052). */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** The IPv4 address that a packet to this IPv6 address ends at, where the address is a mapped one or NAT64's. */
export function embeddedIpv4(address: Address): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(nat64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : null;
}

/** Reads an address in the forms that `URL`, a resolver and a socket write. Null when it is none. */
export function readAddress(text: string): Address | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? ipaddr.parse(bare) : null;
}

/** Reads a range in CIDR notation. Null when it is none. */
export const readRange = (text: string): AddressRange | null =>
  ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null;

export const isWithin = (address: Address, range: AddressRange): boolean =>
  range[0].kind() === address.kind() && address.match(range);
