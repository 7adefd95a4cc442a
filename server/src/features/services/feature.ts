import type { Feature } from '../../platform/feature.ts';
import { serviceCredentials } from './credentials.ts';
import { serviceRoutes } from './routes.ts';

/**
 * Credentials of the platform's own machines: narrow, expiring, renewed with overlap (docs/rules.md#service-credentials).
 */
export const servicesFeature: Feature = { routes: serviceRoutes, credentials: serviceCredentials };

export { serviceScopes } from '@loge/protocol';
export { createService } from './create-service.ts';
export { credentialNamed, listCredentials } from './queries.ts';
export { renewService } from './renew-service.ts';
export { revokeService } from './revoke-service.ts';
