import { type FieldIssue, passwordLimits } from '@loge/protocol';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { isBreached } from './look-up-breach.ts';
import { type Identity, isLong, passwordIssue } from './password-rules.ts';

/** Says why a password may not be chosen: first by the rules, then by known leaks. Called outside of a write. */
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

/**
 * Called inside the write that sets the password, with the account locked: a second factor that was there when the password was
 * checked may be gone. Throws 422 on `password` when it is too short without one.
 */
export function demandLength(password: string, secondFactor: boolean): void {
  if (!secondFactor && !isLong(password)) throw tooShort();
}

export const tooShort = () => invalidField('password', 'password_too_short', { min: passwordLimits.min });
