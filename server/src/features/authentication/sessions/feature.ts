/** Sessions: being signed in on a browser. */
export { makeSessionAuthenticator } from './authenticate-session.ts';
export { sessionListeners } from './end-sessions.ts';
export { sessionRoutes } from './routes.ts';
