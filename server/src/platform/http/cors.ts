import type { Route } from '@loge/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './path-of.ts';

// The headers that the JavaScript client sends from browsers (docs/contract.md#cors).
const allowedHeaders = 'authorization, content-type, accept, x-authorization-otp, x-request-id, user-agent';

/** The path of the demo's own routes. No other site may read the mails that they show (docs/rules.md#cors). */
const demoPrefix = '/v1/demo/';

/**
 * Any site may call the API with a token of its own. No site may call it with a visitor's cookie: the answer is `*`, which
 * browsers refuse to combine with credentials (docs/rules.md#cors). Every answer under `/v1` carries it, also for wrong
 * paths and methods. Without it a script would see "network error" in place of our words (docs/rules.md#cors).
 */
export class Cors {
  /** The API's paths that are not under `/v1`. */
  readonly #others: readonly (readonly string[])[];

  constructor(routes: readonly Route[]) {
    const outside = routes.filter(({ path }) => !isVersioned(path));
    this.#others = ['/openapi.json', ...outside.map(({ path }) => path)].map((path) => path.split('/'));
  }

  /** Adds the headers where they belong. True when it answered a preflight. */
  answer(request: FastifyRequest, reply: FastifyReply): boolean {
    const preflight = request.method === 'OPTIONS';
    if (!preflight && request.headers.origin === undefined) return false;
    if (!this.#isOpen(request, preflight)) return false;
    allowOthers(reply);
    if (!preflight) return false;
    reply
      .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
      .header('access-control-allow-headers', allowedHeaders)
      .header('access-control-max-age', '86400')
      .code(204)
      .send();
    return true;
  }

  /** Outside `/v1` a page may share its path with an API route of another method. There the matched route decides. */
  #isOpen(request: FastifyRequest, preflight: boolean): boolean {
    const path = pathOf(request.url);
    if (isVersioned(path)) return !path.startsWith(demoPrefix);
    const { config, url } = request.routeOptions;
    return (
      this.#others.some((other) => fits(other, path.split('/'))) &&
      (preflight || config.api === true || url === '/openapi.json')
    );
  }
}

const isVersioned = (path: string): boolean => path === '/v1' || path.startsWith('/v1/');

/** Lets other sites read this answer, which helmet's default forbids. */
export const allowOthers = (reply: FastifyReply): FastifyReply =>
  reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'x-request-id, retry-after, allow, www-authenticate')
    .header('cross-origin-resource-policy', 'cross-origin');

/** Whether a path is one of a route's, whose parameters may be anything but empty. */
const fits = (route: readonly string[], path: readonly string[]): boolean =>
  route.length === path.length &&
  route.every((part, at) => (part.startsWith(':') ? path[at] !== '' : part === path[at]));
