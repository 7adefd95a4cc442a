import type { Actor } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { isLong } from './password-rules.ts';
import { type StoredPassword, swapHash } from './queries.ts';

/**
 * Hashes a password again that somebody just gave correctly, when its hash came from elsewhere or was made with other
 * parameters. The plain text is known at no other time. It stays the same password: its id stays, so everything that was opened
 * or proved with it stays good, and nobody is mailed. The length of an imported password is measured here
 * (docs/rules.md#short-passwords). A failure never fails the caller: the next sign-in tries again.
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
  // bcrypt ignores what comes after 72 bytes. The new hash would include that part, even with a typing error in it, so the old
  // hash stays until the password is changed.
  if (!ctx.hasher.readsAll(stored.hash, password)) return;
  try {
    const hash = await ctx.hasher.hash(password);
    await ctx.write(actor, async (tx) => {
      await lockAccount(tx, accountId);
      // The password was replaced meanwhile, or another sign-in hashed it again. That hash stands.
      if (!(await swapHash(tx, accountId, stored, hash, password))) return;
      await tx.record({ type: 'password_rehashed', accountId, data: {} });
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'a password was not hashed anew');
  }
}
