import { jobActor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import type { Broken } from './mails.ts';
import { type Integration, lockIntegration, updateIntegration } from './queries.ts';
import { tellOfBreakage } from './tell-of-breakage.ts';

const actor = jobActor('integrations.mark-broken');

/**
 * A use of the link found that the provider does not accept it any more. Returns the integration as it is then: one that has
 * other tokens by now than those that were refused is left as it is.
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
