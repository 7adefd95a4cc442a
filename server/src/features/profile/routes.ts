import { accounts, profile } from '@loge/protocol';
import { bind } from '../../platform/http/bind.ts';
import { toUser } from '../accounts/feature.ts';
import { latestConsent } from './queries.ts';
import { unsubscribeByLink } from './unsubscribe-newsletter.ts';
import { updateAccount } from './update-account.ts';

export const profileRoutes = [
  bind(profile.getSelf, async (ctx, { principal }) => ({ user: toUser(principal.account, ctx.config) })),
  bind(profile.updateAccount, async (ctx, { actor, principal, body }) => ({
    user: toUser(await updateAccount(ctx, actor, principal.account, body), ctx.config),
  })),
  bind(profile.updateProfile, async (ctx, { actor, principal, body }) => ({
    user: toUser(await updateAccount(ctx, actor, principal.account, body), ctx.config),
  })),
  bind(profile.listRoles, async () => ({ roles: [...accounts.roles] })),
  bind(profile.getNewsletter, async (ctx, { principal }) => {
    const consent = await latestConsent(ctx.reader, principal.account.id);
    return {
      newsletter: {
        subscribed: principal.account.newsletter_since !== null,
        since: consent ? (consent.withdrawn_at ?? consent.given_at) : null,
        source: consent ? (consent.withdrawn_source ?? consent.given_source) : null,
      },
    };
  }),
  bind(profile.unsubscribeNewsletter, async (ctx, { actor, query }) => {
    await unsubscribeByLink(ctx, actor, query.token);
    return {};
  }),
];
