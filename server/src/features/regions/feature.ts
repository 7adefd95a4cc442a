import type { Feature } from '../../platform/feature.ts';
import { regionRoutes } from './routes.ts';

/** The regions in which the platform runs, from configuration. */
export const regionsFeature: Feature = { routes: regionRoutes };
