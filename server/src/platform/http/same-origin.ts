import type { FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/app-error.ts';

/**
 * Stops cross-site request forgery: a change made with the browser's cookie must come from our own pages
 * (docs/rules.md#same-origin-changes). Browsers say where a request comes from, in headers that no page can forge. A
 * request without such a header is refused. Throws `cross_site`.
 */
export function demandSameOrigin(request: FastifyRequest, publicUrl: URL): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  // "none" means that a person typed the address, which no request of our pages does. Older browsers send only Origin.
  if (site === undefined && request.headers.origin === publicUrl.origin) return;
  throw new AppError('cross_site');
}
