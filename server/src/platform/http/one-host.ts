import type { IncomingMessage } from 'node:http';

/**
 * Whether a request names exactly one host, as it must (RFC 9112, 3.2). Of two, Node silently keeps the first, and a proxy
 * may have used the other. HTTP/1.0 needs no host.
 */
export function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}
