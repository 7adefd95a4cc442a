import { type BodyOf, isTimeZone, profile } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import {
  freeUsername,
  lockAccount,
  recipientOf,
  renameAccount,
  updateAccount as updateRow,
  usernameKey,
  usernameRefusal,
} from '../accounts/feature.ts';
import { prepareEmailChange } from '../authentication/email-change/feature.ts';
import { preparePasswordChange } from '../authentication/password/feature.ts';
import { usernameChangedMail } from './mails.ts';
import { subscribe, unsubscribe } from './newsletter.ts';

type AccountUpdate = BodyOf<typeof profile.updateAccount>;

/**
 * Changes what the body names, all or nothing. Absent fields stay. Fields equal to the present value change nothing and record
 * nothing. Throws 422 by field.
 *
 * @param verified as `preparePasswordChange`; needed when the body names a password.
 */
export async function updateAccount(
  ctx: Context,
  actor: Actor,
  account: Account,
  input: AccountUpdate,
  verified: string | null = null,
): Promise<Account> {
  checkFields(ctx, account, input);
  const changePassword =
    input.password === undefined
      ? null
      : await preparePasswordChange(ctx, actor, account, { ...input, password: input.password }, verified);
  const changeEmail =
    input.email !== undefined && namesEmail(account, input)
      ? await prepareEmailChange(ctx, account, input.email)
      : null;
  return ctx.write(actor, async (tx) => {
    // The account is read again inside the write, because it may have changed since the request began.
    let present = (await lockAccount(tx, account.id)) ?? account;
    await changePassword?.(tx);
    if (changeEmail) present = await changeEmail(tx, present);
    present = await changeProfile(tx, ctx, present, input);
    present = await changePreferences(tx, present, input);
    present = await changeNewsletter(tx, present, input, actor);
    if (input.tos_accepted && present.tos_accepted_at === null) {
      await tx.record({ type: 'tos_accepted', accountId: account.id, data: {} });
      present = await updateRow(tx, account.id, { tos_accepted_at: tx.now });
    }
    return present;
  });
}

function checkFields(ctx: Context, account: Account, input: AccountUpdate): void {
  const { username, preferences } = input;
  if (username !== undefined && usernameKey(username) !== account.username_key) {
    const refusal = usernameRefusal(username, ctx.config.LOGE_PLATFORM_NAME);
    if (refusal) throw invalidField('username', refusal);
  }
  const zone = preferences?.time_zone;
  // A zone that is stored already is accepted even if it is unknown here: clients send back what they got.
  if (zone && zone !== account.time_zone && !isTimeZone(zone)) {
    throw invalidField('preferences.time_zone', 'unknown_time_zone');
  }
}

/** True when the body names another address than the account's. The same address is no change. */
const namesEmail = (account: Account, input: AccountUpdate): boolean =>
  input.email !== undefined && input.email !== account.email;

/** True when the body names something that only the member themselves may change. */
export const namesCredentials = (account: Account, input: AccountUpdate): boolean =>
  input.password !== undefined || namesEmail(account, input);

async function changeProfile(tx: Tx, ctx: Context, account: Account, input: AccountUpdate): Promise<Account> {
  const { username, ...change } = changed(account, {
    username: input.username,
    ...profile.byLine((name) => emptied(input[name])),
    role: input.role,
    account_type: input.account_type,
  });
  const fields = [...(username === undefined ? [] : ['username']), ...Object.keys(change)];
  if (fields.length === 0) return account;
  const renamed = username === undefined ? account : await rename(tx, ctx, account, username);
  const updated = Object.keys(change).length > 0 ? await updateRow(tx, account.id, change) : renamed;
  // Afterwards: listeners read the account as it is now.
  await tx.record({ type: 'profile_updated', accountId: account.id, data: { fields } });
  return updated;
}

async function rename(tx: Tx, ctx: Context, account: Account, username: string): Promise<Account> {
  const renamed = await renameAccount(tx, account, username);
  if (!renamed) {
    const suggestion = await freeUsername(tx, username, ctx.config.LOGE_PLATFORM_NAME);
    throw invalidField('username', 'taken', { suggestion });
  }
  // The username is a name to sign in with, so the member is told.
  await tx.enqueue(usernameChangedMail.to(recipientOf(account), { before: account.username, now: username }));
  return renamed;
}

async function changePreferences(tx: Tx, account: Account, input: AccountUpdate): Promise<Account> {
  const { preferences } = input;
  if (!preferences) return account;
  const change = changed(account, {
    time_zone: preferences.time_zone,
    locale: preferences.locale,
    theme: preferences.theme,
    app_sort_key: preferences.app_sort_key,
    logs_font_size: preferences.logs_font_size,
    stream_logs_since: switched(account.stream_logs_since, preferences.stream_logs, tx.now),
    sticky_search_since: switched(account.sticky_search_since, preferences.sticky_search, tx.now),
  });
  const fields = Object.keys(change).map((field) => field.replace(/_since$/, ''));
  if (fields.length === 0) return account;
  await tx.record({ type: 'preferences_updated', accountId: account.id, data: { fields } });
  return updateRow(tx, account.id, change);
}

async function changeNewsletter(
  tx: Tx,
  account: Account,
  input: AccountUpdate,
  actor: Actor,
): Promise<Account> {
  if (input.email_newsletter === undefined) return account;
  const byPage = actor.kind === 'member' && actor.credential.kind === 'session';
  const source = byPage ? 'account_page' : 'api';
  return input.email_newsletter ? subscribe(tx, account, source) : unsubscribe(tx, account, source);
}

/** Keeps only the values that are given and differ. */
function changed<C extends Partial<Account>>(account: Account, wanted: C): Partial<C> {
  const entries = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && value !== account[field as keyof Account],
  );
  return Object.fromEntries(entries) as Partial<C>;
}

/** An empty text means null: people empty a field by clearing it. */
const emptied = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** A switch is kept as the instant since which it is on. Turning it on again keeps the instant. */
function switched(since: string | null, on: boolean | undefined, now: string): string | null | undefined {
  if (on === undefined || on === (since !== null)) return undefined;
  return on ? now : null;
}
