import type { EventType } from '@loge/protocol';

/**
 * By these the owner takes an account back: links mailed before may be a stranger's doing
 * (docs/rules.md#links-after-taking-back).
 */
export const takingBack = [
  'account_reclaimed',
  'password_reset_success',
  'email_change_undone',
  'tfa_stopped',
] as const satisfies readonly EventType[];

export type TakingBack = (typeof takingBack)[number];

/** `always`, or `if_older`: only links made before the instant since when a stranger may have been there. */
export type Outlives = Partial<Record<TakingBack, 'always' | 'if_older'>>;

/** What a mailed link opens; a link never opens anything else. */
export interface LinkPurpose {
  /** As it is stored, such as `password-reset`. */
  readonly name: string;
  readonly outlives: Outlives;
}

/**
 * Declares what links are for; the feature lists it under `links`.
 * @param outlives which ways of taking an account back such links live on after. None unless told: only what
 *   stops something, or brings it back, and was mailed to the owner, may.
 */
export const definePurpose = (name: string, outlives: Outlives = {}): LinkPurpose => ({ name, outlives });
