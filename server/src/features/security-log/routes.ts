import { securityLog } from '@loge/protocol';
import { bind } from '../../platform/http/bind.ts';
import { listEvents } from './list-events.ts';

export const securityLogRoutes = [
  bind(securityLog.listEvents, (ctx, { principal, query }) => listEvents(ctx, principal, query)),
];
