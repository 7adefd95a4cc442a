import type { ProofMethod } from '@loge/protocol';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { type CheckedFactor, freshMs, sameFactors } from '../proof.ts';
import { factorRequired, refuseFactor } from './check-factor.ts';
import { renewSession } from './queries.ts';

export interface Proved {
  /** The cookie's new secret. A proof renews the session's secret, and the old one is no longer good (ASVS 7.2.4). */
  readonly secret: string;
  readonly maxAgeSeconds: number | null;
  readonly freshUntil: string;
}

/** A proof that passed its checks. */
export interface CheckedProof {
  /** What was shown first; the journal names the second factor where one was. */
  readonly method: ProofMethod;
  readonly factor: CheckedFactor | null;
  /** Throws when what was shown is not what counts any more. */
  hold?(tx: Tx): Promise<void>;
}

/**
 * Gives the session fresh proof, and another secret. Of two at once one wins. Throws `otp_required`, `otp_invalid`,
 * `not_authenticated`, and what `hold` throws.
 *
 * @param presented the session's secret as the browser sent it.
 */
export async function keepProof(
  ctx: Context,
  actor: Actor,
  { account, credential }: Principal,
  presented: string,
  { method, factor, hold }: CheckedProof,
): Promise<Proved> {
  const secret = randomSecret();
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    await hold?.(tx);
    if (!present || !sameFactors(present, account)) throw factorRequired(present ?? account);
    if (factor && !(await factor.spend(tx))) return refuseFactor(tx, account);
    const session = await renewSession(tx, credential.id ?? '', hashSecret(presented), hashSecret(secret));
    if (!session) throw new AppError('not_authenticated');
    await tx.record({
      type: 'proof_given',
      accountId: account.id,
      data: { method: factor?.method ?? method, remote_ip: actor.remoteIp },
    });
    const now = Date.parse(tx.now);
    return {
      secret,
      maxAgeSeconds: session.remembered_at === null ? null : (Date.parse(session.expires_at) - now) / 1000,
      freshUntil: instantOf(now + freshMs),
    };
  });
}
