import { deletion } from '@loge/protocol';
import { hours, instantOf } from '../../../kernel/clock.ts';
import { bind } from '../../../platform/http/bind.ts';
import { endedSessionCookieHeader } from '../../../platform/http/cookies.ts';
import { confirmDeletion } from './confirm-deletion.ts';
import { ownedApplications } from './owned-applications.ts';
import { waitingDeletion } from './queries.ts';
import { requestDeletion, stopDeletion } from './request-deletion.ts';
import { undoDeletion } from './undo-deletion.ts';

export const deletionRoutes = [
  bind(deletion.getDeletion, async (ctx, { principal: { account, applications: limit } }) => {
    const since = instantOf(ctx.now() - hours(deletion.linkHours));
    const waiting = await waitingDeletion(ctx.reader, account.id, since);
    return {
      deletion: {
        requested_at: waiting?.requested_at ?? null,
        grace_days: ctx.config.LOGE_DELETION_GRACE_DAYS,
        owned_applications: (await ownedApplications(ctx.reader, account.id)).filter(
          ({ id }) => limit === null || limit.includes(id),
        ),
      },
    };
  }),
  bind(deletion.requestDeletion, async (ctx, { actor, principal }) => {
    await requestDeletion(ctx, actor, principal.account);
    return {};
  }),
  bind(deletion.confirmDeletion, async (ctx, { actor, principal, params, body, reply }) => {
    const eraseAt = await confirmDeletion(ctx, actor, principal.account, params.id, body);
    if (principal.credential.kind === 'session') reply.setCookie(endedSessionCookieHeader);
    return { deletion: { id: params.id, erase_at: eraseAt } };
  }),
  bind(deletion.stopDeletion, async (ctx, { actor, body }) => {
    await stopDeletion(ctx, actor, body.token);
    return {};
  }),
  bind(deletion.undoDeletion, async (ctx, { actor, body }) => {
    await undoDeletion(ctx, actor, body.token);
    return {};
  }),
];
