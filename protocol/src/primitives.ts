import * as z from 'zod/mini';
import { emailForm, emailProblem, maxEmailLength } from './email-address.ts';
import { passwordLimits, textProblem } from './text.ts';
import { isTimeZone } from './time-zone.ts';

/**
 * The small shapes that every feature's schema is made of.
 *
 * A check's message is an error *code* from `errors.ts` (`fieldCodes`), never a sentence:
 * pages and mails find their own words for it, and the API its English ones.
 */

/** RFC 3339 instant in UTC with milliseconds, `2025-03-04T05:06:07.089Z` (docs/contract.md#data). */
export const instant = z.string();

/** Opaque identifier; clients never look inside (docs/contract.md#data). */
export const id = z.string().check(
  z.minLength(1, 'missing'),
  z.maxLength(128, 'too_long'),
  // Never in an id of ours, and PostgreSQL cannot even be asked for a NUL.
  z.refine((text: string) => textProblem(text) === null, 'control_characters'),
);

const free = (max: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(max, 'too_long'),
    z.refine((text: string) => textProblem(text) !== 'control_characters', 'control_characters'),
    z.refine((text: string) => textProblem(text) !== 'bidirectional_override', 'bidirectional_override'),
  );

/** One line of people's own words, in any script, at most `max` UTF-16 units; may be empty. */
export const line = (max: number) => free(max);

/** As `line`, but not empty. */
export const requiredLine = (max: number) => free(max).check(z.minLength(1, 'missing'));

const emailFault = (code: ReturnType<typeof emailProblem>) =>
  z.refine<string>((text) => emailForm(text) !== null || emailProblem(text) !== code, code);

/** An e-mail address as people type it; what is read has its one form (`emailForm`). */
export const email = z.string().check(
  z.trim(),
  z.minLength(1, 'missing'),
  z.maxLength(maxEmailLength, 'too_long'),
  z.overwrite((text: string) => emailForm(text) ?? text),
  emailFault('control_characters'),
  emailFault('invisible_characters'),
  emailFault('invalid_email'),
);

/** As `email`, or an empty text. */
export const emailOrNothing = z.string().check(
  z.trim(),
  z.maxLength(maxEmailLength, 'too_long'),
  z.overwrite((text: string) => emailForm(text) ?? text),
  z.refine((text) => text === '' || emailForm(text) !== null, 'invalid_email'),
);

/**
 * A password as typed. Length only is checked here, against the upper bound; the lower one depends on the
 * account (NIST SP 800-63B-4, 3.1.1.2) and belongs to the server. See docs/rules.md#password-form.
 */
export const typedPassword = z
  .string()
  .check(z.minLength(1, 'missing'), z.maxLength(passwordLimits.maxUnits, 'password_too_long'));

/** A TOTP or recovery code as people type it, spaces and dashes included. */
export const oneTimeCode = z.string().check(z.minLength(1, 'missing'), z.maxLength(64, 'too_long'));

/** A one-time link's secret, base64url. */
export const linkToken = z.string().check(z.minLength(1, 'missing'), z.maxLength(200, 'invalid_link'));

export const locales = ['en', 'fr'] as const;
export type Locale = (typeof locales)[number];
export const locale = z.enum(locales, 'unsupported_locale');

/** A language that a page or client only guessed: one that is not ours is dropped, never refused. */
export const guessedLocale = z.catch(z.optional(locale), undefined);

/** A time zone that a page or client only guessed: one that is none is dropped, never refused. */
export const guessedTimeZone = z.catch(z.nullable(z.string().check(z.refine(isTimeZone))), null);

export const pagination = z.object({
  current_page: z.number(),
  prev_page: z.nullable(z.number()),
  next_page: z.nullable(z.number()),
  total_pages: z.number(),
  total_count: z.number(),
  /** Rows of a full page. */
  per_page: z.number(),
});

/** Page number and size from a query string; a value that makes no sense falls back to the default. */
export const pageQuery = {
  page: z.optional(z.string()),
  per_page: z.optional(z.string()),
};
