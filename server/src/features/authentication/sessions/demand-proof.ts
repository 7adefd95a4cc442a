import type { Proof, ProofMethod } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor, Checked } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { GivenProof } from '../../../platform/http/proof.ts';
import type { Principal } from '../../../platform/principal.ts';
import { canProveByProvider } from '../identities/feature.ts';
import { passwordId, passwordSetAt, provePassword } from '../password/feature.ts';
import { isFresh, secondMethods } from '../proof.ts';
import { checkFactor, refuseFactor } from './check-factor.ts';

/**
 * Throws unless the person showed, lately or in this very request, that it is them: `proof_required`,
 * `otp_required` and `otp_invalid`, or 422 on `current_password`. See `Proof` in the protocol.
 */
export async function demandProof(
  ctx: Context,
  asked: Proof,
  actor: Actor,
  principal: Principal,
  given: GivenProof,
): Promise<Checked> {
  // Checked by what the credential began, or by the handler, which knows what the body names.
  if (asked === 'begun' || asked === 'for_credentials') return {};
  if (given.password !== null) {
    const { totp_since, passkey_since } = principal.account;
    const verified = await proveInRequest(ctx, actor, principal, given);
    return { passwordId: verified, factors: { totp_since, passkey_since } };
  }
  if (!isProved(principal, asked, ctx.now())) {
    throw new AppError('proof_required', { methods: await methodsOf(ctx, principal.account) });
  }
  return principal.credential.kind === 'session' ? { proved: true } : {};
}

/** Whether what the caller showed before is enough. */
function isProved({ credential, provedAt }: Principal, asked: Proof, now: number): boolean {
  switch (credential.kind) {
    // The password, and the second factor where one is on, came with this request.
    case 'password':
      return true;
    case 'session':
      return isFresh(provedAt, now);
    default:
      return (
        asked === 'fresh_by_page' ||
        asked === 'fresh_or_code' ||
        (asked === 'fresh_or_new_token' && isFresh(provedAt, now))
      );
  }
}

/**
 * Checks `current_password` and, unless this session proved it lately, the second factor. Throws 422 on
 * `current_password`, `otp_required`, `otp_invalid`. Returns the id of the password that was given.
 */
async function proveInRequest(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  { password, otp }: GivenProof,
): Promise<string> {
  const { account, credential, provedAt } = principal;
  const verified = await provePassword(ctx, actor, account, password ?? '');
  if (verified === null) throw invalidField('current_password', 'wrong_password');
  const fresh = credential.kind === 'session' && isFresh(provedAt, ctx.now());
  const factor = fresh ? null : await checkFactor(ctx, actor, account, { otp });
  if (!factor) return verified;
  return ctx.write(actor, async (tx) => {
    if (!(await factor.spend(tx))) return refuseFactor(tx, account);
    await tx.record({
      type: 'proof_given',
      accountId: account.id,
      data: { method: factor.method, remote_ip: actor.remoteIp },
    });
    return verified;
  });
}

/** What the account can prove with. */
export async function methodsOf(ctx: Context, account: Account): Promise<ProofMethod[]> {
  const second = secondMethods(account);
  if ((await passwordSetAt(ctx.reader, account.id)) !== null) return ['password', ...second];
  return (await canProveByProvider(ctx, account)) ? ['provider', ...second] : second;
}

/**
 * Proof for a change of e-mail or password on the contract's routes: `current_password` (and the second factor),
 * or, for an address or a first password, a session that proved lately. Throws 422 on `current_password` when there
 * is neither (docs/contract.md#account-changes), and says what a session can prove with where that would do. Returns the
 * id of the password that was given or found; null for an account without one.
 */
export async function proveForCredentials(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  given: GivenProof,
  change: { readonly password: boolean },
): Promise<string | null> {
  if (given.password !== null) return proveInRequest(ctx, actor, principal, given);
  const { account, credential, provedAt } = principal;
  const present = await passwordId(ctx.reader, account.id);
  // A password is only replaced by somebody who knows it, however freshly they signed in.
  if (change.password && present !== null) throw invalidField('current_password', 'missing');
  if (credential.kind !== 'session' || !isFresh(provedAt, ctx.now())) {
    throw new AppError('invalid_fields', {
      fields: { current_password: [{ code: 'missing' }] },
      methods: await methodsOf(ctx, account),
    });
  }
  return present;
}
