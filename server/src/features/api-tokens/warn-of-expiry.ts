import type { Account } from '../../db/account.ts';
import { days, type Instant } from '../../kernel/clock.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import { recipientOf } from '../accounts/feature.ts';
import { tokensExpiringMail } from './mails.ts';
import { type ApiToken, markWarned } from './queries.ts';

/** How many days before a token's end its owner is warned, latest warning first. A missed earlier warning is not sent too. */
const warnings = [1, 7] as const;
/** The batch is bounded, so that a night's worth of warnings does not hold the writer. */
const atOnce = 1000;

/**
 * Mails the owners of tokens that end within 7 days, and again within 1. Each is mailed once, whatever node this runs on, since
 * the mark and the mail are one write. Tokens of one owner share a mail.
 */
export const warnOfExpiry: Sweep = async (tx) => {
  for (const count of warnings) {
    const owners = new Map<string, { account: Account; tokens: ApiToken[] }>();
    for (const { account, token } of await markWarned(tx, { days: count, limit: atOnce })) {
      const owner = owners.get(account.id) ?? { account, tokens: [] };
      owner.tokens.push(token);
      owners.set(account.id, owner);
    }
    for (const { account, tokens } of owners.values()) {
      await tx.enqueue(
        tokensExpiringMail.to(recipientOf(account), {
          days: count,
          tokens: tokens.map(({ name, expires_at }) => ({ name, expiresAt: expires_at ?? tx.now })),
        }),
      );
    }
  }
};

/**
 * Counts a warning as sent when a new token's whole life lies within it. Whoever makes a token for a week needs no
 * mail about it the same day.
 */
export function warnedAtBirth(now: Instant, expiresAt: Instant | null): number | null {
  if (expiresAt === null) return null;
  const lifeMs = Date.parse(expiresAt) - Date.parse(now);
  return warnings.find((count) => lifeMs <= days(count)) ?? null;
}
