import { assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { usernameForm } from './accounts.ts';
import { emailForm, emailProblem } from './email-address.ts';
import { accounts, email } from './index.ts';

it.each([
  [' Kate@Example.COM ', 'kate@example.com'],
  ['kate@münchen.test', 'kate@xn--mnchen-3ya.test'],
  ['kate@MU\u0308NCHEN.test', 'kate@xn--mnchen-3ya.test'],
  ['KATE@XN--MNCHEN-3YA.test', 'kate@xn--mnchen-3ya.test'],
  ['kate@example\u3002test', 'kate@example.test'],
  ['Élodie+news@x.test', 'élodie+news@x.test'],
  ["o'brien@localhost", "o'brien@localhost"],
])('%j has the form %s', (typed, form) => expect(emailForm(typed)).toBe(form));

it.each([
  ['\u212aate@x.test', 'invalid_email'],
  ['ﬁn@x.test', 'invalid_email'],
  ['ka\u200bte@x.test', 'invisible_characters'],
  ['kate@x\u200b.test', 'invisible_characters'],
  ['kate@x\u00ad.test', 'invisible_characters'],
  ['kate\u2060@x.test', 'invisible_characters'],
  ['kate\u3164@x.test', 'invisible_characters'],
  ['kate\u2800@x.test', 'invisible_characters'],
  ['kate\u0000@x.test', 'control_characters'],
  ['kate\u202e@x.test', 'control_characters'],
  ['ka te@x.test', 'invalid_email'],
  ['kate@127.0.0.1', 'invalid_email'],
  ['kate@1.2', 'invalid_email'],
  ['kate@[::1]', 'invalid_email'],
  ['kate@x%2etest', 'invalid_email'],
  ['kate@x\uff05.test', 'invalid_email'],
  ['kate@x..test', 'invalid_email'],
  ['kate@x.test\u3002', 'invalid_email'],
  ['kate@x\u2100y.test', 'invalid_email'],
  [`kate@${'x'.repeat(64)}.test`, 'invalid_email'],
  ['@x.test', 'invalid_email'],
  ['kate@', 'invalid_email'],
  ['kate', 'invalid_email'],
])('%j has none: %s', (typed, problem) => {
  expect(emailForm(typed)).toBeNull();
  expect(emailProblem(typed)).toBe(problem);
  const read = email.safeParse(typed);
  expect(read.error?.issues.map(({ message }) => message)).toEqual([problem]);
});

const odd = constantFrom(...'aAkK\u212aßẞİıſéÉ\u0301ﬁΣσςüÜ\u200b\u00ad\u2060\u3002\uff0e.-_ 0９');
const text = oneof(
  string({ unit: odd, minLength: 1, maxLength: 8 }),
  string({ unit: 'binary', maxLength: 8 }),
);

// ASVS 1.1.1
it('a form is its own form, in plain small ASCII behind the @', () => {
  assert(
    property(tuple(text, text), ([local, domain]) => {
      const form = emailForm(`${local}@${domain}.test`);
      if (form === null) return;
      expect(emailForm(form)).toBe(form);
      expect(email.parse(form)).toBe(form);
      expect(form.slice(form.lastIndexOf('@'))).toMatch(/^@[a-z0-9_.-]+$/);
      expect([form.normalize('NFKC'), form.toLowerCase(), form.trim()]).toEqual([form, form, form]);
    }),
    { numRuns: 2000 },
  );
});

it('a username’s form is its own form, whatever the case', () => {
  assert(
    property(text, (typed) => {
      const read = accounts.username.safeParse(typed);
      if (!read.success) return;
      expect(usernameForm(read.data)).toBe(read.data);
      const key = read.data.toLowerCase();
      expect([usernameForm(key), key.toLowerCase()]).toEqual([key, key]);
    }),
    { numRuns: 2000 },
  );
});

it.each(['kate\ufe0f', 'ka\u034fte', '\u3164kate'])(
  '%j is no username: nobody would see all of it',
  (typed) => expect(accounts.username.safeParse(typed).success).toBe(false),
);
