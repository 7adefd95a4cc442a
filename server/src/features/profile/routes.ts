import { accounts, profile, type ReplyOf } from '@loge/protocol';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { bind, type Call } from '../../platform/http/bind.ts';
import { toUser } from '../accounts/feature.ts';
import { proveForCredentials } from '../authentication/sessions/feature.ts';
import { latestConsent } from './queries.ts';
import { unsubscribeByLink } from './unsubscribe-newsletter.ts';
import { namesCredentials, updateAccount } from './update-account.ts';

/** Several routes of the contract make this same change (docs/contract.md#account-changes). */
async function changeAccount(
  ctx: Context,
  {
    actor,
    principal,
    body,
    otp,
  }: Pick<Call<typeof profile.updateAccount>, 'actor' | 'principal' | 'body' | 'otp'>,
): Promise<ReplyOf<typeof profile.updateAccount>> {
  const { account } = principal;
  const given = { password: body.current_password ?? null, otp };
  const change = { password: body.password !== undefined };
  const verified = namesCredentials(account, body)
    ? await proveForCredentials(ctx, actor, principal, given, change)
    : null;
  return { user: await toUser(await updateAccount(ctx, actor, account, body, verified), ctx) };
}

/** Answers that another account is not found. */
function changeOwnAccount(
  ctx: Context,
  call: Call<typeof profile.putUser> | Call<typeof profile.patchUser>,
): Promise<ReplyOf<typeof profile.updateAccount>> {
  if (call.params.id !== call.principal.account.id) throw notFound('user');
  return changeAccount(ctx, call);
}

export const profileRoutes = [
  bind(profile.getSelf, async (ctx, { principal }) => ({ user: await toUser(principal.account, ctx) })),
  bind(profile.updateAccount, changeAccount),
  bind(profile.updateProfile, changeAccount),
  bind(profile.putUser, async (ctx, call) => changeOwnAccount(ctx, call)),
  bind(profile.patchUser, async (ctx, call) => changeOwnAccount(ctx, call)),
  bind(profile.stopFreeTrial, async () => ({})),
  bind(profile.listOrganizations, async () => ({ organizations: [] })),
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
