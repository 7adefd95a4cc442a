import { services } from '@loge/protocol';
import { bind } from '../../platform/http/bind.ts';

export const serviceRoutes = [
  bind(services.showSelf, async (_ctx, { principal: { service, scopes } }) => ({
    service: {
      id: service.id,
      name: service.name,
      scopes: [...scopes],
      audiences: [...service.audiences],
      expires_at: service.expiresAt,
    },
  })),
];
