import type { Feature } from '../../../platform/feature.ts';
import { sessionListeners } from './end-sessions.ts';
import { sweepSessions } from './queries.ts';
import { sessionRoutes } from './routes.ts';

/** Sessions: being signed in on a browser. */
export const sessionsFeature: Feature = {
  routes: sessionRoutes,
  listeners: sessionListeners,
  sweeps: [sweepSessions],
};

export { makeSessionAuthenticator } from './authenticate-session.ts';
