import type { Credential } from '../../platform/credential.ts';
import { authenticateClient, authenticateService } from './authenticate-service.ts';
import { looksLikeService, servicePrefix } from './service-secret.ts';

const service: Credential = {
  kind: 'service',
  acceptedAs: 'service',
  fits: ({ scheme, secret }) => scheme === 'bearer' && secret.startsWith(servicePrefix),
  authenticate: (ctx, { secret }) => authenticateService(ctx, secret),
  // No member writes by it.
  lock: null,
};

const client: Credential = {
  kind: 'client',
  acceptedAs: 'client',
  fits: ({ scheme, name, secret }) => scheme === 'basic' && name !== '' && looksLikeService(secret.trim()),
  authenticate: (ctx, { name, secret }) => authenticateClient(ctx, name.trim(), secret.trim()),
  lock: null,
};

export const serviceCredentials = [service, client];
