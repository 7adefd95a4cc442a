import type { FieldIssue } from '@loge/protocol';
import type { Context } from '../../../platform/context.ts';
import { isBreached } from './look-up-breach.ts';
import { type Identity, passwordIssue } from './password-rules.ts';

/** Why a password may not be chosen: by the rules, then by what is known to have leaked. Outside of a write. */
export async function checkNewPassword(
  ctx: Context,
  password: string,
  identity: Identity,
  secondFactor = false,
): Promise<FieldIssue | null> {
  const issue = await passwordIssue(password, identity, secondFactor);
  if (issue) return issue;
  return (await isBreached(ctx, password)) ? { code: 'password_breached' } : null;
}
