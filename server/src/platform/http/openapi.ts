import { openApi, type Route } from '@loge/protocol';
import type { FastifyInstance } from 'fastify';
import { allowOthers } from './cors.ts';

/** Publishes the description of the routes that this server serves. */
export function addOpenApi(app: FastifyInstance, routes: readonly Route[]): void {
  // Written when first asked for: most servers are started without anybody asking.
  let text: string | null = null;
  app.get('/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(openApi(routes));
    return allowOthers(reply)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(text);
  });
}
