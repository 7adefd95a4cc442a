import proxyAddr from '@fastify/proxy-addr';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/**
 * The one form of a network address, or null when the text is none. Port, brackets and zone are dropped, an IPv4 address
 * mapped into IPv6 becomes IPv4, and IPv6 is written as in RFC 5952. Some gateways write the port into `X-Forwarded-For`
 * (Azure's do). With the port, every connection would seem to come from another network.
 */
export function addressForm(text: string): string | null {
  const [bare = ''] = withoutPort(text.trim()).split('%');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return bare;
  return ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare).toString() : null;
}

function withoutPort(text: string): string {
  const match = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text) ?? /^([\d.]{7,15}):\d{1,5}$/.exec(text);
  return match?.[1] ?? text;
}

/** Makes the test whether a hop is one of the trusted proxies. It compares the form of the address. */
export function trustOf(proxies: readonly string[]): false | ((address: string, hop: number) => boolean) {
  if (proxies.length === 0) return false;
  const trusts = proxyAddr.compile([...proxies]);
  return (address, hop) => trusts(addressForm(address) ?? '', hop);
}

/**
 * The address that a request came from: the last hop before our proxies. A trusted proxy may still pass on a text that is
 * no address; then the address of that proxy counts. Null for a connection without an address, such as a Unix socket.
 */
export function remoteAddress({ ip, ips = [ip] }: Pick<FastifyRequest, 'ip' | 'ips'>): string | null {
  for (const hop of ips.toReversed()) {
    const form = addressForm(hop ?? '');
    if (form !== null) return form;
  }
  return null;
}
