import proxyAddr from '@fastify/proxy-addr';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/**
 * The one form of a network address, or null when the text is none: without port, brackets and zone, IPv4 where it stands
 * in IPv6 clothes, IPv6 as RFC 5952 writes it. Some gateways write the port into `X-Forwarded-For` (Azure's do): kept, it
 * would make another network of every connection.
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

/** Whether a hop is one of the proxies that are believed, in the form of its address. */
export function trustOf(proxies: readonly string[]): false | ((address: string, hop: number) => boolean) {
  if (proxies.length === 0) return false;
  const trusts = proxyAddr.compile([...proxies]);
  return (address, hop) => trusts(addressForm(address) ?? '', hop);
}

/**
 * Where a request came from: the last hop before our proxies. Who is trusted may still pass on what is no address; it
 * is then the hop's that said so. Null for a connection that has no address, such as a Unix socket.
 */
export function remoteAddress({ ip, ips = [ip] }: Pick<FastifyRequest, 'ip' | 'ips'>): string | null {
  for (const hop of ips.toReversed()) {
    const form = addressForm(hop ?? '');
    if (form !== null) return form;
  }
  return null;
}
