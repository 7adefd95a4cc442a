import type { Actor } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { isLong } from './password-rules.ts';
import { type StoredPassword, swapHash } from './queries.ts';

/**
 * Hashes a password anew that somebody just gave rightly, when its hash came from elsewhere or was made with other
 * parameters; the plain text is known at no other time. It stays the same password: its id stays, and so whatever was
 * opened or proved by it, at this moment too, and nobody is mailed. An imported one is measured here
 * (docs/rules.md#short-passwords). Never fails the caller: there is a next time.
 */
export async function rehashPassword(
  ctx: Context,
  actor: Actor,
  accountId: string,
  stored: StoredPassword,
  password: string,
): Promise<void> {
  const unmeasured = stored.long_since === null && isLong(password);
  if (!ctx.hasher.isOutdated(stored.hash) && !unmeasured) return;
  // A slip that bcrypt did not look at would become part of the password: it stays until it is changed.
  if (!ctx.hasher.readsAll(stored.hash, password)) return;
  try {
    const hash = await ctx.hasher.hash(password);
    await ctx.write(actor, async (tx) => {
      await lockAccount(tx, accountId);
      // Replaced meanwhile, or hashed anew by another sign-in: then it is theirs that stands.
      if (!(await swapHash(tx, accountId, stored, hash, password))) return;
      await tx.record({ type: 'password_rehashed', accountId, data: {} });
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'a password was not hashed anew');
  }
}
