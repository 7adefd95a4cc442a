import { textProblem } from './text.ts';

/**
 * The one form of an e-mail address. However an address is typed, Loge keeps, compares, shows and writes to this form.
 * If it were compared in another form than mail is sent to, one mailbox could have several accounts, and anybody could
 * take a stranger's address with a letter that looks like theirs.
 */

/** Characters that no reader sees: format and control characters, blanks, and what fonts leave out (Unicode, chapter 5.21). */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

// RFC 5321 allows almost anything left of the @. The confirmation mail is the real check.
const localPart = /^[^\s@"<>(),;:\\]+$/u;
/** What may be typed as a domain; anything outside ASCII is judged by what it becomes. */
const typedDomain = /^[a-zA-Z0-9._\u0080-\u{10ffff}-]+$/u;
const label = /^[a-z0-9_-]{1,63}$/;
/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
export const maxEmailLength = 254;

/**
 * The address in its form, or null when it is none: domain in ASCII, as the domain name system knows it (UTS 46, by the
 * URL parser that pages and server share); local part in small letters, since no provider of note tells cases apart.
 * A local part that compatibility folding changes is refused: a mail would go to another than the one it looks like.
 */
export function emailForm(typed: string): string | null {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  const local = localForm(text.slice(0, at));
  const domain = domainForm(text.slice(at + 1));
  if (at < 1 || local === null || domain === null) return null;
  const form = `${local}@${domain}`;
  return form.length <= maxEmailLength ? form : null;
}

/** Why a text has no form: it holds characters that nobody sees, or it is no address. */
export const emailProblem = (
  typed: string,
): 'control_characters' | 'invisible_characters' | 'invalid_email' =>
  textProblem(typed.trim()) !== null
    ? 'control_characters'
    : unseen.test(typed.replaceAll(' ', ''))
      ? 'invisible_characters'
      : 'invalid_email';

function localForm(typed: string): string | null {
  const form = typed.toLowerCase();
  const plain = localPart.test(typed) && !unseen.test(typed) && typed.normalize('NFKC') === typed;
  return plain && form.normalize('NFKC') === form && form.toLowerCase() === form ? form : null;
}

function domainForm(typed: string): string | null {
  if (!typedDomain.test(typed) || unseen.test(typed)) return null;
  const form = hostname(typed);
  const labels = form?.split('.') ?? [];
  // The URL parser reads a name that ends in a number as an IPv4 address, and mail goes to such an address in brackets only.
  const named = labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return named ? form : null;
}

function hostname(domain: string): string | null {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}
