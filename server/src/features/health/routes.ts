import { health } from '@loge/protocol';
import { AppError } from '../../kernel/app-error.ts';
import { bind } from '../../platform/http/bind.ts';

export const healthRoutes = [
  bind(health.live, async () => ({ status: 'alive' as const })),
  bind(health.ready, async ({ readiness }) => {
    if (!(await readiness.isReady())) throw new AppError('unavailable', { retryAfter: 1 });
    return { status: 'ready' as const };
  }),
];
