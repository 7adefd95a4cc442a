import type { Account } from '../../../db/account.ts';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { days, minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { strangersJournal } from '../../../platform/journal/append.ts';
import type { Principal } from '../../../platform/principal.ts';
import { type Limit, networkOf } from '../../../platform/throttle.ts';
import { refuse } from '../../../platform/write.ts';
import { accountByLogin, loginForm } from '../../accounts/feature.ts';
import { chooseDecoy } from './choose-decoy.ts';
import { storedPassword } from './queries.ts';
import { rehashPassword } from './rehash-password.ts';

/** Failed attempts on one account from one network before it has to wait (docs/contract.md#events: ten). */
const perAccountAndNetwork = 10;
const perNetwork = 100;
const windowMs = minutes(15);

export interface GivenPassword {
  /** E-mail or username. */
  readonly login: string;
  readonly password: string;
}

/**
 * Checks a login and password. Unknown account and wrong password cost the same work and give the same
 * answer. Throws `invalid_credentials` or `throttled`; nobody's failures slow anybody on another network.
 */
export async function authenticatePassword(
  ctx: Context,
  given: GivenPassword,
  origin: Origin,
): Promise<PasswordPrincipal> {
  const account = await accountByLogin(ctx.reader, given.login);
  // Counted by what was typed: counted by account, a locked username would tell which address is the same person's.
  const login = loginForm(given.login);
  const limits = limitsOf(login, origin);
  const [own] = await ctx.throttle.take(limits);
  const stored = await storedPassword(ctx.reader, account?.id);
  const decoy = await chooseDecoy(ctx, login);
  const fits = await ctx.hasher.fits(stored?.hash ?? null, given.password, decoy);
  const lock = lockOf(login, origin);
  if (!account || !stored || !fits) {
    const locks = own?.count === perAccountAndNetwork;
    if (locks) await ctx.throttle.take([lock]);
    return refuseAttempt(ctx, { account, login, locks }, origin);
  }
  await ctx.throttle.forget(limits.slice(0, 1));
  await ctx.throttle.giveBack(limits.slice(1));
  const { totp_since, passkey_since } = account;
  const checked = { passwordId: stored.id, factors: { totp_since, passkey_since } };
  const credential = { kind: 'password', id: null, checked } as const;
  const actor: Actor = { kind: 'member', accountId: account.id, credential, ...origin };
  await rehashPassword(ctx, actor, account.id, stored, given.password);
  const locked = (await ctx.throttle.counted(lock)) > 0 ? lock : null;
  return {
    account,
    credential,
    scopes: null,
    applications: null,
    provedAt: null,
    verified: stored.id,
    locked,
  };
}

/** Somebody who gave the right password. */
interface PasswordPrincipal extends Principal {
  /** Id of the one that they gave. */
  readonly verified: string;
  /** The mark of a `login_lock` of this login from this network, to be forgotten once they are in; null: there was none. */
  readonly locked: Limit | null;
}

/**
 * Whether this is the account's present password; for changes that ask for it again. Throttled like a
 * sign-in, and a failure is journaled. Returns the id of the password that was given, or null when it does not fit.
 */
export async function provePassword(
  ctx: Context,
  actor: Actor,
  account: Account,
  password: string,
): Promise<string | null> {
  const limits = limitsOf(account.id, actor);
  await ctx.throttle.take(limits);
  const stored = await storedPassword(ctx.reader, account.id);
  const decoy = await chooseDecoy(ctx, account.id);
  if (!(await ctx.hasher.fits(stored?.hash ?? null, password, decoy)) || !stored) {
    await ctx.write(actor, (tx) =>
      tx.record({ type: 'proof_failed', accountId: account.id, data: { remote_ip: actor.remoteIp } }),
    );
    return null;
  }
  await ctx.throttle.forget(limits.slice(0, 1));
  await ctx.throttle.giveBack(limits.slice(1));
  await rehashPassword(ctx, actor, account.id, stored, password);
  return stored.id;
}

/** Remembers, no more, that attempts had to wait: it limits nothing. */
const lockOf = (login: string, origin: Origin): Limit => ({
  name: 'password:locked',
  subject: `${login} ${networkOf(origin.remoteIp)}`,
  max: Number.POSITIVE_INFINITY,
  windowMs: days(7),
});

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

interface Attempt {
  readonly account: Account | undefined;
  readonly login: string;
  /** It is the one from which on attempts have to wait. */
  readonly locks: boolean;
}

async function refuseAttempt(
  ctx: Context,
  { account, login, locks }: Attempt,
  origin: Origin,
): Promise<never> {
  const data = { remote_ip: origin.remoteIp };
  // Recorded for an account that does not exist too: leaving out the write would tell by its time (measured: 4 of 25 ms).
  const accountId = account?.id ?? strangersJournal(ctx.keyring, login);
  return ctx.write<never>({ kind: 'anonymous', ...origin }, async (tx) => {
    await tx.record({ type: 'login_failure', accountId, data });
    if (locks) await tx.record({ type: 'login_lock', accountId, data });
    return refuse(new AppError('invalid_credentials'));
  });
}
