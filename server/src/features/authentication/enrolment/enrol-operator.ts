import type { BodyOf, enrolment, Locale } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { spendLink } from '../../../platform/links/one-time-link.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Tx } from '../../../platform/write.ts';
import { accountByEmail, confirmAddress, lockAccount, updateAccount } from '../../accounts/feature.ts';
import { preparePasswordChange } from '../password/feature.ts';
import { checkFirstCode, turnOnTotp } from '../two-factor/feature.ts';
import { demandAwaitingEnrolment, type Enrolling, openEnrolment } from './enrolment-link.ts';

/**
 * Spends the link. The password (where there was none) and the second factor become good in one write, and the account becomes
 * an operator's (docs/rules.md#making-an-operator). Returns the recovery codes, which nobody sees again. Throws as the link
 * does, and 422 on `password` or `attempt`.
 */
export async function enrolOperator(
  ctx: Context,
  actor: Actor,
  principal: Principal | null,
  { token, attempt, password, locale }: BodyOf<typeof enrolment.enrol>,
): Promise<string[]> {
  const enrolling = await openEnrolment(ctx, principal, actor.remoteIp, token);
  const { account, link, holder } = enrolling;
  const setPassword = await prepareFirstPassword(ctx, actor, enrolling, { password, locale });
  const proved = await checkFirstCode(ctx, actor, account.id, holder, attempt);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    await spendLink(tx, link);
    demandAwaitingEnrolment(present);
    await setPassword?.(tx);
    const opened = await openNewAccount(tx, present, locale);
    const codes = await turnOnTotp(ctx, tx, opened, proved);
    await tx.record({
      type: 'operator_enrolled',
      accountId: account.id,
      data: { remote_ip: actor.remoteIp },
    });
    return codes;
  });
}

async function prepareFirstPassword(
  ctx: Context,
  actor: Actor,
  { account, hasPassword }: Enrolling,
  { password, locale }: Pick<BodyOf<typeof enrolment.enrol>, 'password' | 'locale'>,
): Promise<((tx: Tx) => Promise<void>) | null> {
  // Enrolling does not change a password: an account that has one keeps it.
  if (hasPassword && password !== undefined) throw invalidField('password', 'invalid');
  if (hasPassword) return null;
  if (password === undefined) throw invalidField('password', 'missing');
  const reader = { ...account, locale: localeFor(account, locale) };
  return preparePasswordChange(ctx, actor, reader, { password }, null);
}

/** For an account that nobody has opened yet, the page says which language its owner reads. */
const localeFor = (account: Account, locale: Locale | undefined): string =>
  (account.email_confirmed_at === null ? locale : undefined) ?? account.locale;

/**
 * Opens a new account for the first time. The operator who ran the command vouched for its address, but the address may have
 * been released and taken meanwhile.
 */
async function openNewAccount(tx: Tx, account: Account, locale: Locale | undefined): Promise<Account> {
  if (account.email_confirmed_at !== null) return account;
  const holder = await accountByEmail(tx, account.email);
  if (holder?.id !== account.id || !(await confirmAddress(tx, account))) {
    throw invalidField('token', 'invalid_link');
  }
  await tx.record({
    type: 'email_confirmed',
    accountId: account.id,
    data: { email: account.email, remote_ip: tx.actor.remoteIp },
  });
  return updateAccount(tx, account.id, { locale: localeFor(account, locale) });
}
