import { accounts, email as emailSchema, enrolment } from '@loge/protocol';
import * as z from 'zod/mini';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/write.ts';
import {
  accountByEmail,
  addressHolder,
  awaitsEnrolment,
  insertAccount,
  isOperator,
  lockAccount,
  recipientOf,
  updateAccount,
  usernameFor,
} from '../../accounts/feature.ts';
import { makeEnrolmentLink, operatorGrantedMail } from '../enrolment/feature.ts';
import { dropPassword } from '../password/feature.ts';
import { newAccount } from './new-account.ts';

interface NewOperator {
  readonly account: Account;
  /** The link enrols a second factor, and a password where there is none. Null when there is nothing to enrol. */
  readonly link: string | null;
}

interface Input {
  readonly email: string;
  readonly username?: string | undefined;
}

/**
 * Creates an operator, or makes an existing member one, and returns a one-use link to enrol what is missing
 * (docs/rules.md#making-an-operator). It can be repeated while something is missing. Only somebody with a shell on the machine
 * can do this. Throws 422 on `email` or `username`, `account_suspended`, `account_deleting`.
 */
export async function createOperator(ctx: Context, actor: Actor, input: Input): Promise<NewOperator> {
  const email = z.safeParse(emailSchema, input.email);
  if (!email.success) throw invalidField('email', 'invalid_email');
  if (input.username !== undefined && !z.safeParse(accounts.username, input.username).success) {
    throw invalidField('username', 'invalid_username');
  }
  const wanted = { ...input, email: email.data };
  return ctx.write(actor, async (tx) => {
    const holder = await accountByEmail(tx, wanted.email);
    const present = holder && (await lockAccount(tx, holder.id));
    if (present && isOperator(present)) return { account: present, link: null };
    const account = present ? await grantToMember(tx, present) : await insertOperator(tx, ctx, wanted);
    await tx.record({ type: 'operator_granted', accountId: account.id, data: {} });
    const link = awaitsEnrolment(account) ? await makeEnrolmentLink(ctx, tx, account.id) : null;
    return { account, link };
  });
}

async function insertOperator(tx: Tx, ctx: Context, { email, username }: Input): Promise<Account> {
  // The address may also be a former one of an account that can still take it back.
  if (await addressHolder(tx, email, tx.now)) throw invalidField('email', 'taken');
  const name = username ?? (await usernameFor(tx, email, ctx.config.LOGE_PLATFORM_NAME));
  const wanted = { ...newAccount(tx, { email }, name), operator_since: tx.now };
  const account = await insertAccount(tx, wanted);
  if (!account) throw invalidField('username', 'taken');
  await tx.record({ type: 'new_user', accountId: account.id, data: {} });
  return account;
}

async function grantToMember(tx: Tx, present: Account): Promise<Account> {
  if (present.suspended_at !== null) throw new AppError('account_suspended');
  if (present.deleting_since !== null) throw new AppError('account_deleting');
  if (present.email_confirmed_at === null) {
    // Nobody showed that the address is theirs. Whoever signed up with it must not become the operator, nor keep any access to
    // the account (listeners).
    await dropPassword(tx, present.id);
    await tx.record({ type: 'account_reclaimed', accountId: present.id, data: {} });
  }
  const operator = await updateAccount(tx, present.id, {
    operator_since: present.operator_since ?? tx.now,
  });
  const enrolled = !awaitsEnrolment(operator);
  await tx.enqueue(
    operatorGrantedMail.to(recipientOf(operator), { at: tx.now, enrolled, minutes: enrolment.linkMinutes }),
  );
  return operator;
}
