import { jobActor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import type { Broken } from './mails.ts';
import { type Integration, lockIntegration, updateIntegration } from './queries.ts';
import { tellOfBreakage } from './tell-of-breakage.ts';

const actor = jobActor('integrations.mark-broken');

/**
 * Keeps that the provider does not accept a link any more, and tells its member. A link whose tokens have been replaced since
 * they were refused stays as it is. Returns the integration as it is afterwards; undefined when it is gone.
 * @param refused the integration as it was when the provider refused it.
 */
export async function markBroken(
  ctx: Context,
  refused: Integration,
  state: Broken,
  authorizeUrl: string | null = null,
): Promise<Integration | undefined> {
  return ctx.write(actor, async (tx) => {
    const present = await lockIntegration(tx, refused.id);
    if (!present || present.tokens_version !== refused.tokens_version) return present;
    const broken = await updateIntegration(tx, present.id, present.tokens_version, {
      state,
      authorize_url: authorizeUrl,
      checked_at: tx.now,
      ...(state === 'revoked' ? { renewal_id: null, renewal_began_at: null } : {}),
    });
    if (broken) await tellOfBreakage(tx, present, broken);
    return broken;
  });
}
