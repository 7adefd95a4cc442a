import {
  normalisePassword,
  passwordLength,
  passwordLimits,
  passwordStems,
  repeatedUnit,
} from '@loge/protocol';

type PasswordState = 'short' | 'tooLong' | 'identity' | 'repeats' | 'sequence' | 'word' | 'long' | 'strong';

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
/** A longer text without a space is usually several words in a row. */
const longestWord = 14;
const strongLength = 20;
const strongVariety = 10;

/** Gives a hint while somebody types. The server decides, because only it has the list of common passwords. */
export function passwordHint(typed: string, identity: readonly string[], min: number): PasswordHint {
  const length = passwordLength(typed);
  return { length, state: stateOf(normalisePassword(typed).toLowerCase(), length, identity, min) };
}

function stateOf(text: string, length: number, identity: readonly string[], min: number): PasswordState {
  if (length > passwordLimits.max) return 'tooLong';
  if (isIdentity(text, identity)) return 'identity';
  if (length < min) return 'short';
  const variety = new Set(text).size;
  if (variety <= 4 || repeatedUnit(text) !== text) return 'repeats';
  if (walked(text) > 0.5) return 'sequence';
  if (passwordStems(text).some(isOneWord)) return 'word';
  return length >= strongLength && variety >= strongVariety ? 'strong' : 'long';
}

const isOneWord = (stem: string): boolean => stem.length <= longestWord && /^\p{L}+$/u.test(stem);

/** True when little is left once the member's own names are taken out. */
function isIdentity(text: string, identity: readonly string[]): boolean {
  const parts = identity.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const known = parts.filter((part) => part.length >= 3).sort((a, b) => b.length - a.length);
  const left = known.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return left !== text && left.replace(/[^\p{L}]/gu, '').length < 4;
}

/** Pairs of neighbours in the alphabet or on a keyboard row, in both directions. */
const neighbours = new Set(
  rows.flatMap((row) => [...row].slice(1).flatMap((letter, at) => [row[at] + letter, letter + row[at]])),
);

/** The share of steps from one character to the next that follow such a row. */
function walked(text: string): number {
  const letters = [...text];
  const steps = letters.slice(1).filter((letter, at) => neighbours.has(`${letters[at]}${letter}`));
  return steps.length / letters.length;
}
