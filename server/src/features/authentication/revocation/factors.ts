import { password } from '@loge/protocol';
import { days, type Instant } from '../../../kernel/clock.ts';

/** A second factor that is asked for, and since when. */
export interface Factor {
  /** The passkey's id, or `authenticator` for the app. */
  readonly id: string;
  readonly since: Instant;
}

/**
 * The factor that a mailed link cannot end: the oldest one, once it is a week old. Somebody who only reads the member's mail
 * does not get past it (ASVS 6.4.3). Later factors may be a stranger's, and ending them weakens nothing. Where all are younger
 * than a week, all may be a stranger's: they are as new as an address change that can be undone.
 */
export function lastingFactor(factors: readonly Factor[], now: Instant): Factor | null {
  const [oldest] = factors.toSorted((a, b) => (a.since < b.since ? -1 : 1));
  if (!oldest) return null;
  return Date.parse(now) - Date.parse(oldest.since) >= days(password.factorDays) ? oldest : null;
}
