/** The demo's visible outbox. */
export { outboxRoutes } from './routes.ts';
