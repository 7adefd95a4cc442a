import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { countSchemes } from './queries.ts';

const countEveryMs = minutes(10);

/**
 * The hash to verify where the account has none, so that the time of an answer does not tell whether there is an
 * account (ASVS 6.3.8), whatever mix of imported hashes and earlier parameters is stored: of every hundred names
 * that nobody has, as many cost what bcrypt of cost 12 costs as of every hundred members, and a name costs the same
 * at every try. See `Decoys`.
 *
 * What remains: a scheme that was first stored within the last ten minutes is not drawn yet; somebody who times one
 * name for weeks may see a member's hash become a newer one when that member signs in; and a member's e-mail and
 * username cost the same, where those of a stranger are drawn apart, which is a coin's toss for whoever knows both.
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
