/**
 * Rules on text that page and server both apply: what may stand in a name, how a password is counted.
 * Pure, no I/O.
 */

/** Bounds on passwords in code points after NFKC (NIST SP 800-63B-4, 3.1.1.2). */
export const passwordLimits = {
  /** Without a second factor. */
  min: 15,
  /** When a second factor is on. */
  minWithSecondFactor: 8,
  max: 128,
  /** A cheap bound on the raw string, in UTF-16 units, before it is normalised. */
  maxUnits: 1024,
} as const;

/** A password as it is counted and hashed: NFKC (NIST SP 800-63B-4, 3.1.1.2; RFC 8265 asks the same of comparison). */
export function normalisePassword(typed: string): string {
  return typed.normalize('NFKC');
}

/** Length of a password in Unicode code points, after normalisation. */
export function passwordLength(typed: string): number {
  return [...normalisePassword(typed)].length;
}

// Bidirectional controls (Unicode TR9) reorder the text around them, so a name that holds one could rewrite a sentence.
const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
// Control characters, line and paragraph separators, unassigned "tag" characters and lone surrogates.
const control = /[\p{Cc}\p{Zl}\p{Zp}\u{e0000}-\u{e007f}\ufeff\ufff9-\ufffb]|\p{Cs}/u;

type TextProblem = 'control_characters' | 'bidirectional_override';

/** Why a line of text must not be shown beside others' text; null when it may be. */
export function textProblem(text: string): TextProblem | null {
  if (bidirectional.test(text)) return 'bidirectional_override';
  if (control.test(text)) return 'control_characters';
  return null;
}

/**
 * A text from outside as one line that may be shown beside others' text: what may not is a space, and spaces are one.
 * @param max in UTF-16 units.
 */
export function plainLine(text: string, max: number): string {
  const clean = [...text].map((point) => (textProblem(point) === null ? point : ' ')).join('');
  return clean
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

/** Two letters for the round button: the first letters of the first and the last word, or the first two of a single word. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = (word: string | undefined) =>
    [...(word ?? '')].find((point) => /[\p{L}\p{N}]/u.test(point)) ?? '';
  const letters =
    words.length > 1 ? first(words[0]) + first(words.at(-1)) : [...(words[0] ?? '?')].slice(0, 2).join('');
  return letters.toLocaleUpperCase();
}
