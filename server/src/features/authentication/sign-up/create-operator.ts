import { accounts, email as emailSchema } from '@loge/protocol';
import * as z from 'zod/mini';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Account } from '../../../platform/http/principal.ts';
import {
  accountByEmail,
  addressHolder,
  insertAccount,
  updateAccount,
  usernameFor,
} from '../../accounts/feature.ts';
import { dropPassword, makeResetLink } from '../password/feature.ts';
import { newAccount } from './new-account.ts';

/**
 * Makes an operator, or makes one of an existing member, and returns a one-use link to choose a password
 * (settled 19). Only somebody with a shell on the machine can.
 */
export async function createOperator(
  ctx: Context,
  actor: Actor,
  input: { email: string; username?: string | undefined },
): Promise<{ account: Account; link: string }> {
  const email = z.safeParse(emailSchema, input.email);
  if (!email.success) throw invalidField('email', 'invalid_email');
  if (input.username !== undefined && !z.safeParse(accounts.username, input.username).success) {
    throw invalidField('username', 'invalid_username');
  }
  return ctx.write(actor, async (tx) => {
    const present = await accountByEmail(tx, email.data);
    let account = present;
    if (!account) {
      if (await addressHolder(tx, email.data, tx.now)) throw invalidField('email', 'taken');
      const username = input.username ?? (await usernameFor(tx, email.data, ctx.config.LOGE_PLATFORM_NAME));
      account = await insertAccount(tx, newAccount(tx, { email: email.data }, username));
      if (!account) throw invalidField('username', 'taken');
      await tx.record({ type: 'new_user', accountId: account.id, data: {} });
    }
    if (account.suspended_at !== null) throw new AppError('account_suspended');
    if (present?.email_confirmed_at === null) {
      // Nobody showed that the address is theirs: whoever signed up with it must not become the operator.
      await dropPassword(tx, present.id);
      await tx.record({ type: 'password_reset_success', accountId: present.id, data: { remote_ip: null } });
    }
    const operator = await updateAccount(tx, account.id, {
      operator_since: account.operator_since ?? tx.now,
    });
    await tx.record({ type: 'operator_granted', accountId: account.id, data: {} });
    const link = new URL('/users/password/edit', ctx.config.publicUrl);
    link.searchParams.set('token', await makeResetLink(tx, account.id));
    return { account: operator, link: link.href };
  });
}
