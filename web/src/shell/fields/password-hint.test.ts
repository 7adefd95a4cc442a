import { expect, test } from 'vitest';
import { passwordHint } from './password-hint.ts';

const state = (typed: string, identity: string[] = []) => passwordHint(typed, identity, 15).state;

test.each([
  ['short one', 'short'],
  ['aaaaaaaaaaaaaaaaaaaa', 'repeats'],
  ['abcabcabcabcabcabc', 'repeats'],
  ['abcdefghijklmnopqrst', 'sequence'],
  ['qwertyuiopqwertyuiop1', 'sequence'],
  ['password1234567', 'word'],
  ['p@ssw0rd-2026!!', 'word'],
  ['administrator123', 'word'],
  ['motdepasse12345', 'word'],
  ['passwordpassword', 'repeats'],
  ['paper-lantern-1', 'long'],
  ['seven lime tins', 'long'],
  ['correct horse battery staple', 'strong'],
  ['x'.repeat(129), 'tooLong'],
])('%s is %s', (typed, expected) => {
  expect(state(typed)).toBe(expected);
});

test('a password made of one’s own names is told apart from one that mentions them', () => {
  const identity = ['zoe@atelier.example', 'zoe-unal', 'Zoé Ünal'];
  expect(state('zoe.unal@atelier.2026', identity)).toBe('identity');
  expect(state('atelier of seven brass drums', identity)).toBe('strong');
});

test('characters are counted as the server counts them', () => {
  expect(passwordHint('🔑🔑🔑', [], 15).length).toBe(3);
  expect(passwordHint('e\u0301', [], 15).length).toBe(1);
});
