import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Account, PasswordCredential, Principal } from '../../../platform/http/principal.ts';
import { strangersJournal } from '../../../platform/journal/append.ts';
import { type Limit, networkOf } from '../../../platform/throttle.ts';
import { refuse } from '../../../platform/write.ts';
import { accountByLogin, emailKey, usernameKey } from '../../accounts/feature.ts';
import { passwordHash } from './queries.ts';

/** Failed attempts on one account from one network before it has to wait (wire contract, section 13: ten). */
const perAccountAndNetwork = 10;
const perNetwork = 100;
const windowMs = minutes(15);

/**
 * Checks a login and password. Unknown account and wrong password cost the same work and give the same
 * answer. Throws `invalid_credentials` or `throttled`; nobody's failures slow anybody on another network.
 */
export async function authenticatePassword(
  ctx: Context,
  given: PasswordCredential,
  origin: Origin,
): Promise<PasswordPrincipal> {
  const account = await accountByLogin(ctx.reader, given.login);
  // Counted by what was typed: counted by account, a locked username would tell which address is the same person's.
  const limits = limitsOf(
    given.login.includes('@') ? emailKey(given.login) : usernameKey(given.login),
    origin,
  );
  const [own] = await ctx.throttle.take(limits);
  const hash = await passwordHash(ctx.reader, account?.id);
  const fits = await ctx.hasher.fits(hash, given.password);
  if (!account || !fits) return refuseAttempt(ctx, account, origin, own?.count === perAccountAndNetwork);
  await ctx.throttle.forget(limits.slice(0, 1));
  await ctx.throttle.giveBack(limits.slice(1));
  return {
    account,
    credential: {
      kind: 'password',
      id: null,
      checked: {
        passwordHash: hash ?? '',
        factors: { totp_since: account.totp_since, passkey_since: account.passkey_since },
      },
    },
    scopes: null,
    applications: null,
    provedAt: null,
    verified: hash ?? '',
  };
}

/** Somebody who gave the right password: the hash that it was checked against. */
export interface PasswordPrincipal extends Principal {
  readonly verified: string;
}

/**
 * Whether this is the account's present password; for changes that ask for it again. Throttled like a
 * sign-in, and a failure is journaled. Returns the hash that it was checked against, or null when it does not fit.
 */
export async function provePassword(
  ctx: Context,
  actor: Actor,
  account: Account,
  password: string,
): Promise<string | null> {
  const limits = limitsOf(account.id, actor);
  await ctx.throttle.take(limits);
  const hash = await passwordHash(ctx.reader, account.id);
  if (!(await ctx.hasher.fits(hash, password))) {
    await ctx.write(actor, (tx) =>
      tx.record({ type: 'proof_failed', accountId: account.id, data: { remote_ip: actor.remoteIp } }),
    );
    return null;
  }
  await ctx.throttle.forget(limits.slice(0, 1));
  await ctx.throttle.giveBack(limits.slice(1));
  return hash;
}

function limitsOf(subject: string, origin: Origin): Limit[] {
  const network = networkOf(origin.remoteIp);
  return [
    {
      name: 'password:account-network',
      subject: `${subject} ${network}`,
      max: perAccountAndNetwork,
      windowMs,
    },
    { name: 'password:network', subject: network, max: perNetwork, windowMs },
  ];
}

async function refuseAttempt(
  ctx: Context,
  account: Account | undefined,
  origin: Origin,
  locks: boolean,
): Promise<never> {
  const data = { remote_ip: origin.remoteIp };
  // Recorded for an account that does not exist too: leaving out the write would tell by its time (measured: 4 of 25 ms).
  const accountId = account?.id ?? strangersJournal();
  return ctx.write<never>({ kind: 'anonymous', ...origin }, async (tx) => {
    await tx.record({ type: 'login_failure', accountId, data });
    if (locks) await tx.record({ type: 'login_lock', accountId, data });
    return refuse(new AppError('invalid_credentials'));
  });
}
