import type { Account } from '../../../db/account.ts';
import type { Origin } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import { type CheckedFactor, hasSecondFactor } from '../proof.ts';
import { checkFactor, type OfferedFactor } from './check-factor.ts';
import { isTrusted, type Marks, readMarks } from './recognise-browser.ts';

interface SecondStep {
  readonly browser: Marks;
  /** Null when none is on, or the browser spares it. */
  readonly factor: CheckedFactor | null;
  /** True when the browser was remembered with a second factor, and none was asked for. */
  readonly spared: boolean;
}

/**
 * The second step of signing in to an account whose first one was right: its second factor where one is on, unless this browser
 * was remembered with it. Throws what `checkFactor` throws.
 */
export async function checkSecondStep(
  ctx: Context,
  account: Account,
  offered: OfferedFactor,
  browserCookie: string | null,
  origin: Origin,
): Promise<SecondStep> {
  const browser = readMarks(browserCookie);
  const offers = offered.otp !== undefined || offered.passkey !== undefined;
  const spared =
    hasSecondFactor(account) && !offers && (await isTrusted(ctx.reader, account.id, browser, ctx.now()));
  const factor = spared ? null : await checkFactor(ctx, { kind: 'anonymous', ...origin }, account, offered);
  return { browser, factor, spared };
}
