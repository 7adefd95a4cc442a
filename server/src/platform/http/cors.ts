import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route of the API, which other sites may call with a token of their own. */
    api?: boolean;
  }
}

// What the JavaScript client sends from browsers (wire contract, section 1).
const allowedHeaders = 'authorization, content-type, accept, x-authorization-otp, x-request-id, user-agent';

/**
 * Any site may call the API with a token of its own; none may with a visitor's cookie: the answer is `*`,
 * which browsers refuse to combine with credentials (settled 30). True when it answered a preflight.
 */
export function answerCors(request: FastifyRequest, reply: FastifyReply): boolean {
  const preflight = request.method === 'OPTIONS';
  // A preflight matches no route; its answer promises nothing that the route would not refuse.
  if (!preflight && (request.headers.origin === undefined || !request.routeOptions.config.api)) return false;
  reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'x-request-id, retry-after');
  // Other sites may read these answers; helmet's default would keep them to our own.
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (!preflight) return false;
  reply
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', allowedHeaders)
    .header('access-control-max-age', '86400')
    .code(204)
    .send();
  return true;
}
