import type { FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/app-error.ts';

/**
 * Cross-site request forgery: a change made with the browser's cookie must come from our own pages
 * (docs/rules.md#same-origin-changes). Browsers say so themselves, in headers that no page can forge; saying nothing is
 * refused.
 */
export function demandSameOrigin(request: FastifyRequest, publicUrl: URL): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  // "none" is a person typing an address, never a script; older browsers send only Origin.
  if (site === undefined && request.headers.origin === publicUrl.origin) return;
  throw new AppError('cross_site');
}
