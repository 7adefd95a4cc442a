import { createHash } from 'node:crypto';
import { openApi, type Route } from '@loge/protocol';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';
import { allowOthers } from './cors.ts';
import { docsBody, docsPage } from './docs/docs-page.ts';
import { style } from './docs/style.ts';
import { lookOf } from './look-of.ts';

const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Publishes the description of this server's routes, at `/openapi.json` for programs and at `/docs` for people. */
export function addOpenApi(app: FastifyInstance, routes: readonly Route[], config: Config): void {
  // The texts are made when first asked for, because most servers are never asked.
  let text: string | null = null;
  let body: string | null = null;
  const document = () => openApi(routes, { server: config.publicUrl.origin });
  app.get('/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(document());
    return allowOthers(reply)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(text);
  });
  app.get('/docs', async (request, reply) => {
    body ??= docsBody(document());
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy)
      .send(docsPage(`${config.LOGE_PLATFORM_NAME} API`, body, lookOf(request).theme));
  });
}
