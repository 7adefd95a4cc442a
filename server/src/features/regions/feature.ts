/** Where the platform runs, from configuration. */
export { regionRoutes } from './routes.ts';
