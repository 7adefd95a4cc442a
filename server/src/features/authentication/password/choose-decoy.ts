import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { countSchemes } from './queries.ts';

const countEveryMs = minutes(10);

/**
 * Chooses the hash to verify where the account has none, so that the time of an answer does not tell whether there is an
 * account (ASVS 6.3.8). This holds for any mix of imported hashes and earlier parameters: if some share of the members has
 * bcrypt hashes of cost 12, the same share of unknown names costs as much. A name costs the same at every try. See `Decoys`.
 *
 * Three differences remain. A scheme that was first stored within the last ten minutes is not drawn yet. Somebody who times one
 * name for weeks may see a member's hash become a newer one when that member signs in. A member's e-mail and username cost the
 * same, while those of a stranger are drawn separately: a small hint for somebody who knows both.
 *
 * @param subject the login as it is counted by, or the account's id.
 */
export async function chooseDecoy(ctx: Context, subject: string): Promise<string> {
  const { decoys } = ctx.hasher;
  await decoys.refresh(
    ctx.now(),
    countEveryMs,
    () => countSchemes(ctx.reader),
    (error) => ctx.log.warn({ err: error }, 'counting password hashes by kind failed'),
  );
  return decoys.of(ctx.keyring.mac('decoy', subject));
}
