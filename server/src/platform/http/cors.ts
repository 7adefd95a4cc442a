import type { FastifyReply, FastifyRequest } from 'fastify';

// What the JavaScript client sends from browsers (wire contract, section 1).
const allowedHeaders = 'authorization, content-type, accept, x-authorization-otp, x-request-id, user-agent';

/**
 * Any site may call the API with a token of its own; none may with a visitor's cookie: the answer is `*`,
 * which browsers refuse to combine with credentials (settled 30). True when it answered a preflight.
 */
export function answerCors(request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.headers.origin === undefined && request.method !== 'OPTIONS') return false;
  if (!request.url.includes('/v1/') && !request.url.startsWith('/.well-known/')) return false;
  reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'x-request-id, retry-after');
  // Other sites may read these answers; helmet's default would keep them to our own.
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (request.method !== 'OPTIONS') return false;
  reply
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', allowedHeaders)
    .header('access-control-max-age', '86400')
    .code(204)
    .send();
  return true;
}
