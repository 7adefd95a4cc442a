import type { BodyOf, ReplyOf, revocation } from '@loge/protocol';
import type { Actor } from '../../../kernel/actor.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { lockAccount, recipientOf } from '../../accounts/feature.ts';
import { revokeTokens, tokensOf } from '../../api-tokens/feature.ts';
import { disableKeys, isUsable, keysOf } from '../../ssh-keys/feature.ts';
import { identitiesOf, mailedIdentity } from '../identities/feature.ts';
import { endOthers, otherAccess } from '../sessions/feature.ts';
import { atProvider } from './list-access.ts';
import { everythingRevokedMail } from './mails.ts';

type Preview = ReplyOf<typeof revocation.previewRevocation>['revocation'];
type Receipt = ReplyOf<typeof revocation.revokeEverything>['revocation'];

/** Shows what a revocation would stop. The session that asks would stay; by bearer, no session would. */
export async function previewRevocation(ctx: Context, principal: Principal): Promise<Preview> {
  const { sessions, trustedBrowsers } = await otherAccess(ctx.reader, principal, ctx.now());
  const now = instantOf(ctx.now());
  const tokens = await tokensOf(ctx.reader, principal.account.id, now);
  const keys = (await keysOf(ctx.reader, principal.account.id)).filter((key) => isUsable(key, now));
  return {
    sessions,
    tokens: tokens.map(toListed),
    keys: keys.map(toListed),
    trusted_browsers: trustedBrowsers,
  };
}

const toListed = ({ id, name, last_used_at }: Preview['tokens'][number]) => ({ id, name, last_used_at });

/**
 * Revokes all other access in one write, and returns what it ended; the receipt is mailed as well. SSH keys, which may keep
 * machines running, are included only when asked. They are disabled, and can be enabled again one by one.
 */
export async function revokeEverything(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  asked: BodyOf<typeof revocation.revokeEverything>,
): Promise<Receipt> {
  const { account } = principal;
  return ctx.write(actor, async (tx) => {
    const present = (await lockAccount(tx, account.id)) ?? account;
    const { sessions, trustedBrowsers } = await endOthers(tx, principal);
    const tokens = await revokeTokens(tx, account.id);
    const disabled = asked.keys ? await disableKeys(tx, account.id, 'member') : null;
    // An expired key is disabled too, so that a later expiry does not bring it back. It is not counted,
    // because it gave no access.
    const keys = disabled?.filter(({ expires_at }) => expires_at === null || expires_at > tx.now) ?? null;
    const { remoteIp } = actor;
    const identities = (await identitiesOf(tx, account.id)).map((one) => atProvider(mailedIdentity(one)));
    await tx.record({
      type: 'everything_revoked',
      accountId: account.id,
      data: {
        sessions,
        tokens: tokens.length,
        ...(keys ? { keys: keys.length } : {}),
        remote_ip: remoteIp,
      },
    });
    await tx.enqueue(
      everythingRevokedMail.to(recipientOf(present), {
        sessions,
        tokens: tokens.map(({ name }) => name),
        keys: keys?.map(({ name }) => name) ?? null,
        identities,
        at: tx.now,
        remoteIp,
      }),
    );
    return {
      sessions,
      tokens: tokens.map(toListed),
      keys: (keys ?? []).map(toListed),
      trusted_browsers: trustedBrowsers,
      at: tx.now,
    };
  });
}
