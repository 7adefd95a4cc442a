import type { ReplyOf, revocation } from '@loge/protocol';
import type { Actor } from '../../../kernel/actor.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/http/principal.ts';
import { holdAccount, recipientOf } from '../../accounts/feature.ts';
import { revokeTokens, tokensOf } from '../../api-tokens/feature.ts';
import { endOthers, otherAccess } from '../sessions/feature.ts';
import { everythingRevokedMail } from './mails.ts';

type Preview = ReplyOf<typeof revocation.previewRevocation>['revocation'];
type Receipt = ReplyOf<typeof revocation.revokeEverything>['revocation'];

/** What would stop. The session that asks would not; by bearer, every session would. */
export async function previewRevocation(ctx: Context, principal: Principal): Promise<Preview> {
  const { sessions, trustedBrowsers } = await otherAccess(ctx.reader, principal, ctx.now());
  const tokens = await tokensOf(ctx.reader, principal.account.id, instantOf(ctx.now()));
  return {
    sessions,
    tokens: tokens.map(({ id, name, last_used_at }) => ({ id, name, last_used_at })),
    keys: [],
    trusted_browsers: trustedBrowsers,
  };
}

/** Stops it, in one write, and answers what it was: the receipt is mailed as well. */
export async function revokeEverything(ctx: Context, actor: Actor, principal: Principal): Promise<Receipt> {
  const { account } = principal;
  return ctx.write(actor, async (tx) => {
    const present = (await holdAccount(tx, account.id)) ?? account;
    const { sessions, trustedBrowsers } = await endOthers(tx, principal);
    const tokens = await revokeTokens(tx, account.id);
    const { remoteIp } = actor;
    await tx.record({
      type: 'everything_revoked',
      accountId: account.id,
      data: { sessions, tokens: tokens.length, remote_ip: remoteIp },
    });
    await tx.enqueue(
      everythingRevokedMail.to(recipientOf(present), {
        sessions,
        tokens: tokens.map(({ name }) => name),
        at: tx.now,
        remoteIp,
      }),
    );
    return {
      sessions,
      tokens: tokens.map(({ id, name, last_used_at }) => ({ id, name, last_used_at })),
      keys: [],
      trusted_browsers: trustedBrowsers,
      at: tx.now,
    };
  });
}
