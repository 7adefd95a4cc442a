import { type ProofMethod, password } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { days, type Instant, instantOf, minutes } from '../../kernel/clock.ts';
import type { Tx } from '../../platform/write.ts';

/**
 * What every slice of authentication agrees on about proof: how long it is good, what counts as a second factor, and how a
 * checked factor is spent. This file knows no slice; `sessions` puts the checks together.
 */

/** How long a proof is good, in the session that it was given in (ASVS 7.5.1). */
export const freshMs = minutes(10);

/** The longest that an undo looks back by itself. A reset by mail offers to end what is older. */
const lookBackMs = days(password.latelyDays);

export interface Intrusion {
  readonly since: Instant;
  /** The token that the intruder used, if it was one. */
  readonly token_id: string | null;
}

/**
 * Since when the maker of this write may have been in the account, if they are a stranger: the beginning of their session or
 * token, or of the proof that they gave (docs/rules.md#undo-of-an-address-change). A thief first adds a credential and asks
 * for the change afterwards.
 */
export function intrusionOf({ actor, now }: Pick<Tx, 'actor' | 'now'>): Intrusion {
  const credential = actor.kind === 'member' ? actor.credential : null;
  const proved = instantOf(Date.parse(now) - freshMs);
  const earliest = instantOf(Date.parse(now) - lookBackMs);
  const begun = credential?.checked?.since ?? proved;
  // Instants are compared as text.
  const [since = proved] = [begun, proved].sort();
  return {
    since: [since, earliest].sort()[1] ?? since,
    token_id: credential?.kind === 'bearer' || credential?.kind === 'token' ? credential.id : null,
  };
}

export const isFresh = (provedAt: Instant | null, now: number): boolean =>
  provedAt !== null && now - Date.parse(provedAt) < freshMs;

type Factors = Pick<Account, 'totp_since' | 'passkey_since'>;

/** Whether a password alone does not open the account (docs/rules.md#second-factor-on-basic: any enrolled factor). */
export const hasSecondFactor = (account: Factors): boolean =>
  account.totp_since !== null || account.passkey_since !== null;

/** Whether the account still has the factors that the caller was asked for. */
export const sameFactors = (a: Factors, b: Factors): boolean =>
  a.totp_since === b.totp_since && (a.passkey_since === null) === (b.passkey_since === null);

/** The methods that satisfy the second step. */
export const secondMethods = (account: Factors): ProofMethod[] => [
  ...(account.totp_since === null ? [] : (['totp'] as const)),
  ...(account.passkey_since === null ? [] : (['passkey'] as const)),
  ...(hasSecondFactor(account) ? (['recovery_code'] as const) : []),
];

/**
 * A factor that passed its check, to be spent inside the write that it allows. Of any number of requests with one code,
 * `spend` returns true for one.
 */
export interface CheckedFactor {
  readonly method: ProofMethod;
  spend(tx: Tx): Promise<boolean>;
}
