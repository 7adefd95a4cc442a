import { OutboundError } from './outbound-error.ts';
import type { OutboundRequest } from './outbound-request.ts';

const redirects = [301, 302, 303, 307, 308];

/** What another origin is told. Whatever else is said may be a credential, under whatever name. */
const harmless = ['accept', 'accept-language', 'user-agent'];

/**
 * The request that a redirect leads to; null when the answer is to be handed on as it is, as it always is to a request that
 * changes something. It never leaves TLS.
 */
export function redirected(
  request: OutboundRequest,
  status: number,
  location: string | undefined,
): OutboundRequest | null {
  if (!redirects.includes(status) || location === undefined) return null;
  if (!['GET', 'HEAD'].includes(request.method) || request.redirect === 'manual') return null;
  const { url, headers } = request;
  if (request.redirect === 'error') throw new OutboundError('redirected_too_often', url.hostname);
  const next = URL.parse(location, url.href);
  if (next === null || (url.protocol === 'https:' && next.protocol !== 'https:'))
    throw new OutboundError('address_refused', next?.hostname || url.hostname);
  if (next.origin === url.origin) return { ...request, url: next };
  const kept = Object.entries(headers).filter(([name]) => harmless.includes(name));
  return { ...request, url: next, headers: Object.fromEntries(kept) };
}
