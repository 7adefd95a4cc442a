import type { BodyOf, sessions } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { checkPasskey } from '../passkeys/feature.ts';
import { lockPassword, provePassword } from '../password/feature.ts';
import { type CheckedFactor, freshMs, sameFactors } from '../proof.ts';
import { checkFactor, factorRequired, refuseFactor } from './check-factor.ts';
import { methodsOf } from './demand-proof.ts';
import { renewSession } from './queries.ts';

interface Proved {
  /** The cookie's new secret. A proof renews the session's secret, and the old one is no longer good (ASVS 7.2.4). */
  readonly secret: string;
  readonly maxAgeSeconds: number | null;
  readonly freshUntil: string;
}

/**
 * Checks a proof by the member at this session. Of two at once one wins. Throws 422 on `password`, `proof_required`,
 * `otp_required`, `otp_invalid`.
 *
 * @param presented the session's secret as the browser sent it.
 */
export async function prove(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  presented: string,
  given: BodyOf<typeof sessions.prove>,
): Promise<Proved> {
  const { account, credential } = principal;
  const { factor, hold } =
    given.password === undefined
      ? await byPasskeyAlone(ctx, actor, account, given)
      : await byPassword(ctx, actor, account, { ...given, password: given.password });
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
      data: { method: factor?.method ?? 'password', remote_ip: actor.remoteIp },
    });
    const now = Date.parse(tx.now);
    return {
      secret,
      maxAgeSeconds: session.remembered_at === null ? null : (Date.parse(session.expires_at) - now) / 1000,
      freshUntil: instantOf(now + freshMs),
    };
  });
}

interface Checked {
  readonly factor: CheckedFactor | null;
  hold?(tx: Tx): Promise<void>;
}

async function byPassword(
  ctx: Context,
  actor: Actor,
  account: Account,
  given: BodyOf<typeof sessions.prove> & { password: string },
): Promise<Checked> {
  const verified = await provePassword(ctx, actor, account, given.password);
  if (verified === null) throw invalidField('password', 'wrong_password');
  const factor = await checkFactor(ctx, actor, account, given);
  return {
    factor,
    async hold(tx) {
      if (!(await lockPassword(tx, account.id, verified))) throw invalidField('password', 'wrong_password');
    },
  };
}

/** A passkey that verified its owner is password and second factor in one. One that did not is neither. */
async function byPasskeyAlone(
  ctx: Context,
  actor: Actor,
  account: Account,
  { passkey }: BodyOf<typeof sessions.prove>,
): Promise<Checked> {
  if (!passkey) throw new AppError('proof_required', { methods: await methodsOf(ctx, account) });
  const checked = await checkPasskey(ctx, passkey, { named: true });
  if (checked?.accountId === account.id && checked.userVerified) return { factor: checked };
  return ctx.write<never>(actor, (tx) => refuseFactor(tx, account));
}
