import type { FastifyRequest } from 'fastify';
import type { AppError } from '../../kernel/app-error.ts';

const realm = 'realm="loge"';

/**
 * `WWW-Authenticate` for an error; none where nothing is to be proved. Programs that wait to be asked (wget, `curl
 * --anyauth`) send a password only where Basic is asked for. Browsers would open a dialog of their own, so they are never
 * asked for it.
 */
export function challengesFor(request: FastifyRequest, error: AppError): string[] {
  const bearer = /^bearer\b/i.test(request.headers.authorization ?? '');
  if (error.code === 'scope_missing' && bearer && error.details.scope)
    return [`Bearer ${realm}, error="insufficient_scope", scope="${error.details.scope}"`];
  if (error.status !== 401) return [];
  const basic =
    request.routeOptions.config?.basic && !isBrowser(request) ? [`Basic ${realm}, charset="UTF-8"`] : [];
  // RFC 6750, 3.1: no error code for who showed nothing.
  if (bearer) return [...basic, `Bearer ${realm}, error="invalid_token"`];
  return basic.length > 0 ? basic : [`Bearer ${realm}`];
}

const isBrowser = ({ headers }: FastifyRequest): boolean =>
  ['sec-fetch-mode', 'sec-fetch-site', 'origin', 'cookie'].some((name) => headers[name] !== undefined);
