import { accounts, emailForm, type FieldCode } from '@loge/protocol';
import { remove as removeConfusables } from 'confusables';

/** By which usernames are unique and looked up: their form, whatever the case of its letters. */
export const usernameKey = (username: string): string => accounts.usernameForm(username).toLowerCase();

/**
 * What was typed to name an account, in the form in which its names are kept: an address or a username's key. A text that
 * has an `@` and is no address is its own form, which no account has.
 */
export function loginForm(typed: string): string {
  // No name has what nobody sees; a name copied from a mail of ours may (`unlinked.ts`).
  const seen = typed.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return seen.includes('@') ? (emailForm(seen) ?? seen) : usernameKey(seen);
}

// Names that would be taken for the platform's own voice or break a path of its pages.
const reserved = new Set(
  `abuse account accounts admin administrator api auth authentication billing contact dashboard git help
  hostmaster info legal login loge mail moderator news noreply official operator operators owner postmaster
  privacy root sales scalingo security self settings signin signup ssh staff status superuser support sysadmin
  system team users webmaster www`.split(/\s+/),
);

// Digits and pairs of letters that read as others in most typefaces.
const readsAs: readonly (readonly [RegExp, string])[] = [
  [/0/g, 'o'],
  [/3/g, 'e'],
  [/4/g, 'a'],
  [/5/g, 's'],
  [/7/g, 't'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];

/** What a hurried reader would take the name for (after Unicode TR39, section 4): letters only, in Latin. */
function readings(key: string, withDigits: boolean): string[] {
  let plain = removeConfusables(key.normalize('NFKD').replace(/\p{M}/gu, ''))
    .toLowerCase()
    .replace(/[._-]/g, '');
  if (!withDigits) return [plain];
  for (const [pattern, letter] of readsAs) plain = plain.replace(pattern, letter);
  return [plain.replace(/1/g, 'i'), plain.replace(/1/g, 'l'), plain.replace(/[1l]/g, 'i')];
}

/** Why a well-formed username may not be had by anybody; null when it may. */
export function usernameRefusal(username: string, platformName: string): FieldCode | null {
  const key = usernameKey(username);
  const names = new Set([...reserved, ...readings(usernameKey(platformName), false)]);
  if (names.has(key)) return 'reserved';
  const looks = [...readings(key, false), ...readings(key, true)];
  return looks.some((reading) => names.has(reading)) ? 'looks_reserved' : null;
}

/** The beginning of a well-formed username that is one itself: no half character, no mark of punctuation at the end. */
export const shortened = (username: string, max: number): string =>
  username
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/u, '');

/** A username made from an e-mail address, well-formed but perhaps taken. */
export function usernameFromEmail(email: string): string {
  const local = email.slice(0, email.lastIndexOf('@')).split('+')[0] ?? '';
  const cleaned = local.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
  const name = shortened(cleaned, accounts.usernameLimits.max - 8);
  return name.length >= accounts.usernameLimits.min ? name : `member-${name || 'new'}`;
}
