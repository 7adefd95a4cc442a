import type { EventType } from '@loge/protocol';

/**
 * The events by which the owner takes an account back. A stranger may have caused the links that were mailed before
 * (docs/rules.md#links-after-taking-back).
 */
export const takingBack = [
  'account_reclaimed',
  'password_reset_success',
  'email_change_undone',
  'tfa_stopped',
] as const satisfies readonly EventType[];

export type TakingBack = (typeof takingBack)[number];

/** `if_older` means that only links outlive it that were made before the stranger may have had access. */
type Outlives = Partial<Record<TakingBack, 'always' | 'if_older'>>;

/** What a mailed link opens. A link never opens anything else. */
export interface LinkPurpose {
  /** The name under which it is stored, such as `password-reset`. */
  readonly name: string;
  readonly outlives: Outlives;
}

/**
 * Declares a purpose of links. The feature lists it under `links`.
 * @param outlives the ways of taking an account back after which such links stay good; none by default. Only a link that
 *   was mailed to the owner, and that stops something or brings it back, may outlive any.
 */
export const definePurpose = (name: string, outlives: Outlives = {}): LinkPurpose => ({ name, outlives });
