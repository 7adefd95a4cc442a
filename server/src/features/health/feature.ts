import type { Feature } from '../../platform/feature.ts';
import { healthRoutes } from './routes.ts';

/** What proxies and service managers ask. */
export const healthFeature: Feature = { routes: healthRoutes };
