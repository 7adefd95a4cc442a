import type { Feature } from '../../platform/feature.ts';
import { securityLogRoutes } from './routes.ts';

/** What happened to an account, as shown to its owner. */
export const securityLogFeature: Feature = { routes: securityLogRoutes };

export { verifyJournal } from './verify-journal.ts';
