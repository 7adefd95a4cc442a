import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/account.ts';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { days, hours, instantOf, minutes } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { type CheckedFactor, sameFactors } from '../proof.ts';
import { factorRequired, refuseFactor } from './check-factor.ts';
import { endBeyond, endSessionWithSecret, insertSession } from './queries.ts';
import { isTrusted, type Marks, prepareRecognition } from './recognise-browser.ts';

export interface SignedIn {
  readonly account: Account;
  /** The cookie's secret; only its hash is kept. */
  readonly secret: string;
  /** Null means that the cookie ends when the browser closes. */
  readonly maxAgeSeconds: number | null;
  /** The marks for the cookie by which the browser is recognised. */
  readonly browser: Marks;
}

/** Somebody who has proved who they are, and how. */
interface Entrant {
  /** The account as it was when they were checked. */
  readonly account: Account;
  readonly origin: Origin;
  readonly browser: Marks;
  readonly remember: boolean;
  readonly factor: CheckedFactor | null;
  /** True when no second factor was asked for, since the browser is trusted. Good for a session, never for a proof. */
  readonly spared: boolean;
  /**
   * True when attempts from here had to wait before. The journal records that they no longer have to (docs/contract.md#events).
   */
  readonly unlocks?: boolean;
  /** Whether what they showed counts as fresh proof too. It does by default, unless the browser spared the second factor. */
  proves?(tx: Tx): Promise<boolean>;
  /** The secret of the browser's former session, which ends. */
  readonly replaces: string | null;
  /** Throws when what they were let in for has changed meanwhile. */
  hold?(tx: Tx): Promise<void>;
}

/** The cookies that the browser sends with a sign-in. */
export interface Cookies {
  readonly browser: string | null;
  readonly session: string | null;
}

/**
 * Throws for accounts that nobody can sign in to. Called only after the credential was checked, because the error tells
 * that the account exists.
 */
export function refuseClosed(account: Account): void {
  if (account.suspended_at !== null) throw new AppError('account_suspended');
  if (account.deleting_since !== null) throw new AppError('account_deleting');
}

/** Opens a session. What was checked is locked and spent in the same write, so that nothing can change in between. */
export async function openSession(ctx: Context, entrant: Entrant): Promise<SignedIn> {
  const { account, origin, browser, remember, factor, spared } = entrant;
  const { idleMs, lifeMs } = lifetimes(ctx, remember);
  // Each sign-in gets a new secret, so the browser's former cookie means nothing now (ASVS 7.2.4).
  const secret = randomSecret();
  const id = randomUUID();
  const recognise = await prepareRecognition(ctx, account, browser);
  const actor: Actor = {
    kind: 'member',
    accountId: account.id,
    credential: { kind: 'session', id, checked: { opening: true } },
    ...origin,
  };
  const [entered, marks] = await ctx.write(actor, async (tx) => {
    // The database runs these one after the other. Neither waits here for the answer of the other.
    const [present] = await Promise.all([lockAccount(tx, account.id), entrant.hold?.(tx)]);
    if (!present) throw new AppError('invalid_credentials');
    refuseClosed(present);
    if (!sameFactors(present, account)) throw factorRequired(present);
    if (spared && !(await isTrusted(tx, account.id, browser, Date.parse(tx.now)))) {
      throw factorRequired(present);
    }
    if (factor && !(await factor.spend(tx))) return refuseFactor(tx, account);
    const proves = !spared && ((await entrant.proves?.(tx)) ?? true);
    await insertSession(tx, {
      id,
      account_id: account.id,
      secret_hash: hashSecret(secret),
      idle_ms: idleMs,
      expires_at: instantOf(Date.parse(tx.now) + lifeMs),
      remembered_at: remember ? tx.now : null,
      remote_ip: origin.remoteIp,
      user_agent: origin.userAgent,
      proved_at: proves ? tx.now : null,
    });
    if (entrant.replaces !== null) await endReplaced(tx, entrant.replaces);
    const marks = await recognise(tx, remember && factor ? lifeMs : null);
    if (entrant.unlocks) {
      await tx.record({
        type: 'login_unlock_success',
        accountId: account.id,
        data: { remote_ip: origin.remoteIp },
      });
    }
    const count = await endBeyond(tx, account.id, ctx.config.LOGE_MAX_SESSIONS);
    if (count > 0) {
      await tx.record({
        type: 'sessions_ended',
        accountId: account.id,
        data: { remote_ip: origin.remoteIp, count },
      });
    }
    await tx.record({ type: 'login_success', accountId: account.id, data: { remote_ip: origin.remoteIp } });
    return [present, marks] as const;
  });
  return { account: entered, secret, maxAgeSeconds: remember ? lifeMs / 1000 : null, browser: marks };
}

/**
 * Ends the browser's former session, whichever account it was of. The browser has another now, and nobody would end that one
 * (docs/rules.md#session-renewal).
 */
async function endReplaced(tx: Tx, secret: string): Promise<void> {
  const accountId = await endSessionWithSecret(tx, hashSecret(secret));
  if (accountId === undefined) return;
  await tx.record({ type: 'logout', accountId, data: { remote_ip: tx.actor.remoteIp } });
}

/** Idle and absolute timeouts (docs/rules.md#session-lifetimes; ASVS 7.3.1 and 7.3.2). */
function lifetimes({ config }: Context, remember: boolean): { idleMs: number; lifeMs: number } {
  return remember
    ? { idleMs: days(config.LOGE_REMEMBERED_IDLE_DAYS), lifeMs: days(config.LOGE_REMEMBERED_DAYS) }
    : { idleMs: minutes(config.LOGE_SESSION_IDLE_MINUTES), lifeMs: hours(config.LOGE_SESSION_HOURS) };
}
