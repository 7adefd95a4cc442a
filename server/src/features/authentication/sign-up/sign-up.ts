import type { accounts, BodyOf, FieldIssue, FieldIssues, signUp as protocol } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
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
  toUser,
  usernameFor,
  usernameHolder,
  usernameKey,
  usernameRefusal,
} from '../../accounts/feature.ts';
import { subscribe } from '../../profile/feature.ts';
import { checkNewPassword, putPassword } from '../password/feature.ts';
import { addressKeptMail, addressTakenMail } from './mails.ts';
import { newAccount } from './new-account.ts';
import { releaseAddressJob } from './release-address.ts';
import { sendConfirmation } from './send-confirmation.ts';

type SignUp = BodyOf<typeof protocol.signUp>;

/** Somebody else took the name or address between the check and the insert. The sign-up starts again. */
class Raced extends Error {}
const maxTries = 5;

/**
 * Makes an account and mails its confirmation link. Only usernames are reported as taken. A taken address gets the same answer
 * as a free one, with an id that names nothing, and its owner is told (docs/rules.md#sign-up-with-a-taken-address).
 */
export async function signUp(
  ctx: Context,
  actor: Actor,
  input: SignUp,
  origin: Origin,
): Promise<accounts.User> {
  await ctx.throttle.take([
    { name: 'sign-up:network', subject: networkOf(origin.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  await checkFields(ctx, input);
  const hash = await ctx.hasher.hash(input.password);
  const mayTell = await mayTellHolder(ctx, input.email);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.write(actor, (tx) => signUpIn(tx, ctx, input, hash, mayTell));
    } catch (error) {
      if (!(error instanceof Raced) || attempt >= maxTries) throw error;
    }
  }
}

/** Checks every field, so that one answer names all that is wrong. */
async function checkFields(ctx: Context, input: SignUp): Promise<void> {
  const { LOGE_PLATFORM_NAME: platformName } = ctx.config;
  const fields: FieldIssues = {};
  const refusal = input.username === undefined ? null : usernameRefusal(input.username, platformName);
  if (refusal) fields.username = [{ code: refusal }];
  else if (input.username !== undefined) {
    const taken = await takenBy(ctx.reader, input.username, platformName);
    if (taken) fields.username = [taken];
  }
  const identity = { email: input.email, username: input.username ?? '', platformName };
  const issue = await checkNewPassword(ctx, input.password, identity);
  if (issue) fields.password = [issue];
  if (Object.keys(fields).length > 0) throw new AppError('invalid_fields', { fields });
}

/** Says that a username is taken, and suggests a free one; null when it is free. */
async function takenBy(reader: Reader, username: string, platformName: string): Promise<FieldIssue | null> {
  if (!(await usernameHolder(reader, username))) return null;
  return { code: 'taken', suggestion: await freeUsername(reader, username, platformName) };
}

async function signUpIn(
  tx: Tx,
  ctx: Context,
  input: SignUp,
  hash: string,
  mayTell: boolean,
): Promise<accounts.User> {
  const { LOGE_PLATFORM_NAME: platformName } = ctx.config;
  // Somebody may have taken the username since it was checked.
  const taken = input.username === undefined ? null : await takenBy(tx, input.username, platformName);
  if (taken) throw new AppError('invalid_fields', { fields: { username: [taken] } });
  const username = input.username ?? (await usernameFor(tx, input.email, platformName));
  const wanted = newAccount(tx, input, username);
  const holder = await addressHolder(tx, input.email, tx.now);
  if (holder) {
    await tellHolder(tx, holder, mayTell);
    const answer = decoy(wanted, tx.now);
    return toUser(input.email_newsletter ? { ...answer, newsletter_since: tx.now } : answer, ctx.config);
  }
  const account = await insertAccount(tx, wanted);
  if (!account) throw new Raced();
  await putPassword(tx, account.id, hash, input.password);
  await tx.record({ type: 'new_user', accountId: account.id, data: {} });
  if (input.tos_accepted) await tx.record({ type: 'tos_accepted', accountId: account.id, data: {} });
  const subscribed = input.email_newsletter ? await subscribe(tx, account, 'sign_up') : account;
  await sendConfirmation(tx, subscribed);
  await tx.enqueue(releaseAddressJob.order({}, account.id, releaseAddressJob.delay));
  return toUser(subscribed, ctx.config);
}

/** The account that would have been made. Its answer must not differ from a real one's. */
function decoy(wanted: ReturnType<typeof newAccount>, now: string): Account {
  return {
    ...wanted,
    username_key: usernameKey(wanted.username),
    email_key: wanted.email,
    github: null,
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
