import type { FieldIssue, FieldIssues, Locale } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { hours, instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { networkOf } from '../../../platform/throttle.ts';
import type { Reader, Tx } from '../../../platform/write.ts';
import {
  type AddressHolder,
  addressHolder,
  freeUsername,
  insertAccount,
  recipientAt,
  recipientOf,
  usernameFor,
  usernameHolder,
  usernameKey,
  usernameRefusal,
} from '../../accounts/feature.ts';
import { acceptAtSignUp, type SignUpAcceptance } from '../../contracts/feature.ts';
import { subscribe } from '../../profile/feature.ts';
import { addressKeptMail, addressTakenMail } from './mails.ts';
import { type NewAccountInput, newAccount } from './new-account.ts';
import { releaseAddressJob } from './release-address.ts';
import { sendConfirmation } from './send-confirmation.ts';

interface SignUp extends NewAccountInput {
  readonly username?: string | undefined;
  readonly locale?: Locale | undefined;
  readonly email_newsletter?: boolean | undefined;
  /** The versions of contracts beside whose words the box was ticked. */
  readonly contracts?: readonly string[] | undefined;
  /** Somebody whom we trust has verified that the address is theirs. */
  readonly confirmed?: boolean | undefined;
}

/** What belongs to the way of signing up, as parts of the write. */
interface Way {
  /** Runs whether or not the address is free. */
  attempted?(tx: Tx): Promise<void>;
  /** Gives the new account what it is opened with. */
  made(tx: Tx, account: Account): Promise<void>;
}

/** Somebody else took the name or address between the check and the insert. The sign-up starts again. */
class Raced extends Error {}
const maxTries = 5;

/** Bounds the sign-ups from one network. Throws `throttled`. */
export const takeSignUp = (ctx: Context, origin: Origin): Promise<unknown> =>
  ctx.throttle.take([
    { name: 'sign-up:network', subject: networkOf(origin.remoteIp), max: 60, windowMs: hours(1) },
  ]);

/** What is wrong with the username; null when it is free, or none was given. */
export async function usernameIssue(
  reader: Reader,
  username: string | undefined,
  platformName: string,
): Promise<FieldIssue | null> {
  if (username === undefined) return null;
  const refusal = usernameRefusal(username, platformName);
  return refusal ? { code: refusal } : takenBy(reader, username, platformName);
}

/** Says that a username is taken, and suggests a free one; null when it is free. */
async function takenBy(reader: Reader, username: string, platformName: string): Promise<FieldIssue | null> {
  if (!(await usernameHolder(reader, username))) return null;
  return { code: 'taken', suggestion: await freeUsername(reader, username, platformName) };
}

/**
 * Makes an account, and mails its confirmation link unless the address is confirmed. A taken address gets the same answer as a
 * free one, with an id that names nothing, and its owner is told (docs/rules.md#sign-up-with-a-taken-address); whoever has a
 * confirmed one may know that it is taken: 422 on `email`. Throws 422 on `username`, and on `contracts` when others are asked for
 * by now.
 */
export async function makeAccount(ctx: Context, actor: Actor, input: SignUp, way: Way): Promise<Account> {
  const acceptance = input.tos_accepted
    ? await acceptAtSignUp(ctx, input.contracts, input.locale ?? 'en')
    : null;
  const mayTell = await mayTellHolder(ctx, input.email);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.write(actor, (tx) => makeIn(tx, ctx, input, way, { mayTell, acceptance }));
    } catch (error) {
      if (!(error instanceof Raced) || attempt >= maxTries) throw error;
    }
  }
}

interface Prepared {
  readonly mayTell: boolean;
  readonly acceptance: SignUpAcceptance | null;
}

async function makeIn(
  tx: Tx,
  ctx: Context,
  input: SignUp,
  way: Way,
  { mayTell, acceptance }: Prepared,
): Promise<Account> {
  const { LOGE_PLATFORM_NAME: platformName } = ctx.config;
  // Somebody may have taken the username since it was checked.
  const taken = input.username === undefined ? null : await takenBy(tx, input.username, platformName);
  if (taken) throw invalidFieldsOf({ username: [taken] });
  const username = input.username ?? (await usernameFor(tx, input.email, platformName));
  const email_confirmed_at = input.confirmed ? tx.now : null;
  const wanted = { ...newAccount(tx, input, username), email_confirmed_at };
  await way.attempted?.(tx);
  const holder = await addressHolder(tx, input.email, tx.now);
  if (holder && input.confirmed) throw invalidField('email', 'taken');
  if (holder) {
    await tellHolder(tx, holder, mayTell);
    const answer = decoy(wanted, acceptance?.accepted_contracts ?? null, tx.now);
    return input.email_newsletter ? { ...answer, newsletter_since: tx.now } : answer;
  }
  const account = await insertAccount(tx, wanted);
  if (!account) throw new Raced();
  await tx.record({ type: 'new_user', accountId: account.id, data: {} });
  await way.made(tx, account);
  if (input.tos_accepted) await tx.record({ type: 'tos_accepted', accountId: account.id, data: {} });
  const accepting = acceptance ? await acceptance.accept(tx, account) : account;
  const subscribed = input.email_newsletter ? await subscribe(tx, accepting, 'sign_up') : accepting;
  if (input.confirmed) {
    const data = { email: account.email, remote_ip: tx.actor.remoteIp };
    await tx.record({ type: 'email_confirmed', accountId: account.id, data });
    return subscribed;
  }
  await sendConfirmation(tx, subscribed);
  await tx.enqueue(releaseAddressJob.order({}, account.id, releaseAddressJob.delay));
  return subscribed;
}

export const invalidFieldsOf = (fields: FieldIssues): AppError => new AppError('invalid_fields', { fields });

/** The account that would have been made. Its answer must not differ from a real one's. */
function decoy(
  wanted: Omit<
    Account,
    'username_key' | 'email_key' | 'github' | 'accepted_contracts' | 'created_at' | 'updated_at'
  >,
  acceptedContracts: string | null,
  now: string,
): Account {
  return {
    ...wanted,
    username_key: usernameKey(wanted.username),
    email_key: wanted.email,
    github: null,
    accepted_contracts: acceptedContracts,
    created_at: now,
    updated_at: now,
  };
}

/** At most a few times an hour: the mail to a taken address must not become a way to pester somebody. */
async function mayTellHolder(ctx: Context, email: string): Promise<boolean> {
  const holder = await addressHolder(ctx.reader, email, instantOf(ctx.now()));
  return ctx.throttle.allows([
    { name: 'sign-up:taken', subject: holder?.account.id ?? email, max: 3, windowMs: hours(1) },
  ]);
}

async function tellHolder(tx: Tx, { account, held }: AddressHolder, mayTell: boolean): Promise<void> {
  const data = { remote_ip: tx.actor.remoteIp };
  await tx.record({ type: 'sign_up_refused', accountId: account.id, data });
  if (!mayTell) return;
  // The reader of the address is told, at the address as it was once written. They may not learn where the account is now. The
  // present holder of the account is not told, since they may have taken it.
  await tx.enqueue(
    held
      ? addressKeptMail.to(recipientAt(account, held.email), { at: tx.now, until: held.until })
      : addressTakenMail.to(recipientOf(account), { at: tx.now }),
  );
}
