import * as z from 'zod/mini';
import { anyone, type Chapter, route } from './route.ts';

/** For the supervisor and the proxy, which have no credential and are told nothing else. */

export const chapter: Chapter = {
  order: 12,
  name: 'Health',
  about: 'Whether the service is there.',
  routes: ['health'],
};

export const live = route({
  id: 'health.live',
  method: 'GET',
  path: '/healthz',
  summary: 'The process lives. Asks nothing else: a database that is away is no reason to start it again.',
  auth: anyone,
  status: 200,
  reply: z.object({ status: z.literal('alive') }),
});

export const ready = route({
  id: 'health.ready',
  method: 'GET',
  path: '/readyz',
  summary: 'It may be sent requests: the database answers, and it was not told to stop. 503 otherwise.',
  auth: anyone,
  status: 200,
  reply: z.object({ status: z.literal('ready') }),
  errors: ['unavailable'],
});
