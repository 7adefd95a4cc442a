import * as z from 'zod/mini';
import { id, instant } from './primitives.ts';
import { type Chapter, route } from './route.ts';

/** Credentials of the platform's own machines, made and revoked by `loge service` (docs/rules.md#service-credentials). */

export const serviceCredential = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.string()),
  /** Names that introspection answers for. */
  audiences: z.array(z.string()),
  expires_at: z.nullable(instant),
});

export const chapter: Chapter = {
  order: 11,
  name: 'Machines',
  about: 'What the platform’s own machines ask.',
  routes: ['ssh', 'services'],
};

export const showSelf = route({
  id: 'services.self',
  method: 'GET',
  path: '/v1/services/self',
  summary: 'What the calling service credential may do, and until when: for a machine that starts.',
  auth: { by: ['service'] },
  status: 200,
  reply: z.object({ service: serviceCredential }),
});
