import { normalisePassword, passwordLength, passwordLimits } from '@loge/protocol';

export type PasswordState = 'short' | 'tooLong' | 'identity' | 'repeats' | 'sequence' | 'long' | 'strong';

export interface PasswordHint {
  /** In code points, as the server counts. */
  length: number;
  state: PasswordState;
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const strongLength = 20;
const strongVariety = 10;

/** A hint while typing. The server decides: it alone has the list of common passwords. */
export function passwordHint(typed: string, identity: readonly string[], min: number): PasswordHint {
  const length = passwordLength(typed);
  return { length, state: stateOf(normalisePassword(typed).toLowerCase(), length, identity, min) };
}

function stateOf(text: string, length: number, identity: readonly string[], min: number): PasswordState {
  if (length > passwordLimits.max) return 'tooLong';
  if (isIdentity(text, identity)) return 'identity';
  if (length < min) return 'short';
  const variety = new Set(text).size;
  if (variety <= 4 || /^(.{1,6})\1+.?$/su.test(text)) return 'repeats';
  if (longestRun(text) * 2 > length) return 'sequence';
  return length >= strongLength && variety >= strongVariety ? 'strong' : 'long';
}

/** Little is left once the person's own names are taken out. */
function isIdentity(text: string, identity: readonly string[]): boolean {
  const parts = identity.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const known = parts.filter((part) => part.length >= 3).sort((a, b) => b.length - a.length);
  const left = known.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return left !== text && left.replace(/[^\p{L}]/gu, '').length < 4;
}

/** Length of the longest piece that walks along an alphabet or a keyboard row, either way. */
function longestRun(text: string): number {
  let longest = 0;
  for (const row of [...rows, ...rows.map((known) => [...known].reverse().join(''))]) {
    let run = 0;
    let previous = -2;
    for (const letter of text) {
      const at = row.indexOf(letter);
      run = at >= 0 && at === previous + 1 ? run + 1 : at >= 0 ? 1 : 0;
      previous = at;
      longest = Math.max(longest, run);
    }
  }
  return longest;
}
