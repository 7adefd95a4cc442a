import type { Feature } from '../../platform/feature.ts';
import { authorizationPurpose } from './begin-authorization.ts';
import { checkIntegrationJob, orderChecks } from './check-integration.ts';
import { integrationListeners } from './listeners.ts';
import { integrationMails } from './mails.ts';
import { integrationsPersonal } from './personal.ts';
import { settleRenewalJob } from './renew-tokens.ts';
import { revokeGrantJob } from './revoke-grant.ts';
import { integrationRoutes } from './routes.ts';
import { sealedTokens } from './tokens.ts';

/** Links to where a member's code lives. */
export const integrationsFeature: Feature = {
  routes: integrationRoutes,
  mails: integrationMails,
  links: [authorizationPurpose],
  jobs: [checkIntegrationJob, settleRenewalJob, revokeGrantJob],
  listeners: integrationListeners,
  sweeps: [orderChecks],
  personal: [integrationsPersonal],
  sealed: [sealedTokens],
};

export { dropIntegration } from './disconnect.ts';
export { mailedIntegration } from './mails.ts';
export { integrationsOf } from './queries.ts';
