import { accounts, email, type FieldIssues, fieldIssues, locale, profile } from '@loge/protocol';
import * as z from 'zod/mini';
import { AppError } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import { readInstant } from '../../../kernel/read-instant.ts';
import { isAffordable, schemeOf } from '../../../platform/crypto/password-scheme.ts';
import { usernameRefusal } from '../../accounts/feature.ts';

/** An RFC 3339 text with a zone, since a date without one is no instant. */
const past = (now: number) =>
  z.pipe(
    z.string().check(z.refine((text: string) => (readInstant(text) ?? Number.NaN) <= now, 'invalid')),
    z.transform((text: string) => instantOf(Date.parse(text))),
  );

const nullable = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type));

/** A member as another platform exports them: one JSON object a line. */
const schema = (now: number) =>
  z.strictObject({
    /** In the form of Loge's ids. Made here when there is none. */
    id: nullable(z.string().check(z.regex(/^us-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'invalid'))),
    email,
    username: accounts.username,
    /** argon2id in PHC string format, or bcrypt (`$2a$`, `$2b$`, `$2y$`). Null when the member has no password. */
    password_hash: nullable(
      z.string().check(z.refine((hash: string) => schemeOf(hash) !== null && isAffordable(hash), 'invalid')),
    ),
    confirmed_at: nullable(past(now)),
    ...accounts.byLine((name) => profile.profileFields[name]),
    locale: nullable(locale),
    created_at: nullable(past(now)),
  });

export type ImportedMember = z.output<ReturnType<typeof schema>>;

// Longer than any valid line, and short enough to be shown in an error.
const longestLine = 16_384;

/** Reads one line. Throws `malformed_body`, `not_an_object`, or 422 with all that is wrong with its fields. */
export function readMember(text: string, now: number, platformName: string): ImportedMember {
  // Bytes that are not UTF-8 were read as this character.
  if (text.length > longestLine || text.includes('\ufffd')) throw new AppError('malformed_body');
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AppError('not_an_object');
  const read = schema(now).safeParse(value);
  const fields: FieldIssues = read.success ? {} : fieldIssues(read.error.issues);
  const refusal = read.success ? usernameRefusal(read.data.username, platformName) : null;
  if (refusal) fields.username = [{ code: refusal }];
  if (!read.success || refusal) throw new AppError('invalid_fields', { fields });
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('malformed_body');
  }
}
