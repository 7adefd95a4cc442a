import { accounts, emailForm, type FieldCode } from '@loge/protocol';
import { remove as removeConfusables } from 'confusables';

/** The key by which usernames are unique and looked up: their form in lower case. */
export const usernameKey = (username: string): string => accounts.usernameForm(username).toLowerCase();

/**
 * Reads what was typed to name an account into the form of its names: an address, or a username's key. A text that has an `@`
 * but is no address stays as it is, and no account has it.
 */
export function loginForm(typed: string): string {
  // Names hold no invisible characters, but a name copied from one of Loge's mails may (`unlinked.ts`).
  const seen = typed.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return seen.includes('@') ? (emailForm(seen) ?? seen) : usernameKey(seen);
}

// Names that would be taken for the platform itself or break a path of its pages.
const reserved = new Set(
  `abuse account accounts admin administrator api auth authentication billing contact dashboard git help
  hostmaster info legal login loge mail moderator news noreply official operator operators owner postmaster
  privacy root sales scalingo security self settings signin signup ssh staff status superuser support sysadmin
  system team users webmaster www`.split(/\s+/),
);

// Digits and pairs of letters that look like other letters in most typefaces.
const readsAs: readonly (readonly [RegExp, string])[] = [
  [/0/g, 'o'],
  [/3/g, 'e'],
  [/4/g, 'a'],
  [/5/g, 's'],
  [/7/g, 't'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];

/** The names that a hurried reader could mistake this one for (after Unicode TR39, section 4), in Latin letters only. */
function readings(key: string, withDigits: boolean): string[] {
  let plain = removeConfusables(key.normalize('NFKD').replace(/\p{M}/gu, ''))
    .toLowerCase()
    .replace(/[._-]/g, '');
  if (!withDigits) return [plain];
  for (const [pattern, letter] of readsAs) plain = plain.replace(pattern, letter);
  return [plain.replace(/1/g, 'i'), plain.replace(/1/g, 'l'), plain.replace(/[1l]/g, 'i')];
}

/** Says why a well-formed username is refused to everybody; null when it is allowed. */
export function usernameRefusal(username: string, platformName: string): FieldCode | null {
  const key = usernameKey(username);
  const names = new Set([...reserved, ...readings(usernameKey(platformName), false)]);
  if (names.has(key)) return 'reserved';
  const looks = [...readings(key, false), ...readings(key, true)];
  return looks.some((reading) => names.has(reading)) ? 'looks_reserved' : null;
}

/** Cuts a well-formed username so that it stays well-formed: no half character and no punctuation mark at the end. */
export const shortened = (username: string, max: number): string =>
  username
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/u, '');

/** Makes a username from an e-mail address. It is well-formed but may be taken. */
export const usernameFromEmail = (email: string): string =>
  usernameFrom(email.slice(0, email.lastIndexOf('@')).split('+')[0] ?? '');

/** Makes a username from any text. It is well-formed but may be taken. */
export function usernameFrom(text: string): string {
  const cleaned = accounts
    .usernameForm(text)
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  const name = shortened(cleaned, accounts.usernameLimits.max - 8);
  return name.length >= accounts.usernameLimits.min ? name : `member-${name || 'new'}`;
}
