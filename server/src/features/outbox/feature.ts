import type { Feature } from '../../platform/feature.ts';
import { outboxRoutes } from './routes.ts';

/** The demo's visible outbox. */
export const outboxFeature: Feature = { routes: outboxRoutes };
