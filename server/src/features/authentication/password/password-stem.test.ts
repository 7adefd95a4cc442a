import { normalisePassword, passwordStems } from '@loge/protocol';
import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { passwordIssue } from './password-rules.ts';

const words = (dictionary['diceware-common'] ?? []).filter((word) => word.length >= 3);
const identity = { email: 'zoe@atelier.example', username: 'zoe-unal', platformName: 'Loge' };
const word = fc.integer({ min: 0, max: words.length - 1 }).map((at) => words[at] ?? '');

it('has what phrases need', () => {
  expect(words.length).toBeGreaterThan(5000);
});

it('a phrase of words drawn at random is welcome, however they are joined and whatever stands around', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(word, { minLength: 4, maxLength: 7 }),
      fc.constantFrom('', ' ', '-', '.', '_', '7', ', '),
      fc.constantFrom('', '1', '2026', '!', '123'),
      fc.boolean(),
      async (drawn, between, after, capitals) => {
        const typed = drawn
          .map((one) => (capitals ? one.charAt(0).toUpperCase() + one.slice(1) : one))
          .join(between);
        const phrase = `${typed}${after}`;
        fc.pre(phrase.length >= 15);
        expect(await passwordIssue(phrase, identity), phrase).toBeNull();
      },
    ),
    { numRuns: 500 },
  );
});

it('text drawn at random is welcome, though a common word may stand in it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[a-z0-9]{9}$/),
      fc.constantFrom('password', 'monkey', 'admin'),
      async (drawn, common) => {
        fc.pre(new Set(drawn).size > 5 && /[a-z]/.test(drawn));
        expect(await passwordIssue(`${drawn.slice(0, 5)}x${common}q${drawn.slice(5)}`, identity)).toBeNull();
      },
    ),
    { numRuns: 300 },
  );
});

it.each([
  ['Password1234567', ['password']],
  ['monkey-monkey-2024', ['monkey']],
  ['12345 678', []],
  ['paper-lantern-1', ['paper-lantern']],
  ['dragon 83 51 92 60 47', []],
])('the stems of %s', (typed, stems) => {
  const found = passwordStems(normalisePassword(typed).toLowerCase());
  for (const stem of stems) expect(found).toContain(stem);
  if (stems.length === 0) expect(found).toEqual([]);
});
