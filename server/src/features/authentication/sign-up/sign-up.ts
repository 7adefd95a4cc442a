import type { accounts, BodyOf, FieldIssues, signUp as protocol } from '@loge/protocol';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import { toUser } from '../../accounts/feature.ts';
import { checkNewPassword, putPassword } from '../password/feature.ts';
import { invalidFieldsOf, makeAccount, takeSignUp, usernameIssue } from './make-account.ts';

type SignUp = BodyOf<typeof protocol.signUp>;

/**
 * Makes an account with a password and mails its confirmation link. Only usernames are reported as taken (`makeAccount`).
 * Throws `throttled`, and 422 on `username` and `password`.
 */
export async function signUp(
  ctx: Context,
  actor: Actor,
  input: SignUp,
  origin: Origin,
): Promise<accounts.User> {
  await takeSignUp(ctx, origin);
  await checkFields(ctx, input);
  const { password, ...wanted } = input;
  const hash = await ctx.hasher.hash(password);
  const account = await makeAccount(ctx, actor, wanted, {
    made: (tx, made) => putPassword(tx, made.id, hash, password),
  });
  return toUser(account, ctx);
}

/** Checks every field, so that one answer names all that is wrong. */
async function checkFields(ctx: Context, input: SignUp): Promise<void> {
  const { LOGE_PLATFORM_NAME: platformName } = ctx.config;
  const fields: FieldIssues = {};
  const username = await usernameIssue(ctx.reader, input.username, platformName);
  if (username) fields.username = [username];
  const identity = { email: input.email, username: input.username ?? '', platformName };
  const password = await checkNewPassword(ctx, input.password, identity);
  if (password) fields.password = [password];
  if (Object.keys(fields).length > 0) throw invalidFieldsOf(fields);
}
