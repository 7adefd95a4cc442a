import type { FastifyRequest } from 'fastify';
import type { AppError } from '../../kernel/app-error.ts';

const realm = 'realm="loge"';

/**
 * The values of `WWW-Authenticate` for an error; empty where no credential is asked for. Programs that wait to be asked
 * (wget, `curl --anyauth`) send a password only where Basic is offered. Browsers would open a dialog of their own, so
 * they are never offered it.
 */
export function challengesFor(request: FastifyRequest, error: AppError): string[] {
  const bearer = /^bearer\b/i.test(request.headers.authorization ?? '');
  if (error.code === 'scope_missing' && bearer && error.details.scope)
    return [`Bearer ${realm}, error="insufficient_scope", scope="${error.details.scope}"`];
  if (error.status !== 401) return [];
  const basic =
    request.routeOptions.config?.basic && !isBrowser(request) ? [`Basic ${realm}, charset="UTF-8"`] : [];
  // RFC 6750, 3.1: a request without a credential gets no error code.
  if (bearer) return [...basic, `Bearer ${realm}, error="invalid_token"`];
  return basic.length > 0 ? basic : [`Bearer ${realm}`];
}

const isBrowser = ({ headers }: FastifyRequest): boolean =>
  ['sec-fetch-mode', 'sec-fetch-site', 'origin', 'cookie'].some((name) => headers[name] !== undefined);
