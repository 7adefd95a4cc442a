import * as z from 'zod/mini';
import { id, instant, locale, requiredLine } from './primitives.ts';

/** The account itself: the user object that clients know, and the rules on its names. */

export const roles = [
  'developer',
  'devops',
  'system_administrator',
  'data_engineer',
  'security',
  'product_manager',
  'designer',
  'technical_lead',
  'executive',
  'student',
  'teacher',
  'other',
] as const;
export type Role = (typeof roles)[number];

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];
export const appSortKeys = ['name', 'last_deployed_at', 'created_at'] as const;
/** Pixels, as strings, since clients read strings (docs/contract.md#user-object). */
export const logFontSizes = ['11', '12', '13', '14', '16', '18'] as const;
export const accountTypes = ['professional', 'personal'] as const;
export type AccountType = (typeof accountTypes)[number];

export const usernameLimits = { min: 2, max: 40 } as const;

export const preferences = z.object({
  time_zone: z.nullable(z.string()),
  locale: z.nullable(locale),
  app_sort_key: z.nullable(z.string()),
  theme: z.nullable(z.string()),
  logs_font_size: z.nullable(z.string()),
  stream_logs: z.boolean(),
  sticky_search: z.boolean(),
});

/** The profile's lines of text, with how long each may be. All of them are kept, shown, changed and imported alike. */
const profileLines = { fullname: 120, company: 120, location: 120 };
export type ProfileLine = keyof typeof profileLines;

/** An object that has a value for each line of the profile. */
export const byLine = <Value>(value: (name: ProfileLine, longest: number) => Value) =>
  Object.fromEntries(
    Object.entries(profileLines).map(([name, longest]) => [name, value(name as ProfileLine, longest)]),
  ) as Record<ProfileLine, Value>;

/** The user object, the union of what the clients know (docs/contract.md#user-object). */
export const user = z.object({
  id,
  uuid: id,
  email: z.string(),
  username: z.string(),
  ...byLine(() => z.nullable(z.string())),
  role: z.nullable(z.string()),
  /** What the account is for. Existing clients do not know this field. */
  account_type: z.nullable(z.enum(accountTypes)),
  github: z.nullable(
    z.object({
      username: z.string(),
      email: z.nullable(z.string()),
      avatar_url: z.string(),
      profile_url: z.string(),
    }),
  ),
  tos_accepted: z.boolean(),
  email_newsletter: z.boolean(),
  profile_valid: z.boolean(),
  confirmed: z.boolean(),
  unconfirmed_email: z.nullable(z.string()),
  created_at: instant,
  free_trial_started_at: instant,
  free_trial_end_time: instant,
  /** `operator`: an operator with a second factor. `operator_enrolment`: an operator whose second factor is still missing. */
  flags: z.record(z.string(), z.boolean()),
  limits: z.record(z.string(), z.string()),
  referral_url: z.nullable(z.string()),
  referral_clicks: z.number(),
  suspended_at: z.nullable(instant),
  suspension_reason: z.nullable(z.string()),
  contracts: z.record(z.string(), z.boolean()),
  new_contracts: z.record(z.string(), z.boolean()),
  preferences,
});
export type User = z.output<typeof user>;
export type Preferences = User['preferences'];

export const userReply = z.object({ user });

/** The one form of a username, in which it is kept, compared and shown: NFKC, so that what looks the same is the same. */
export const usernameForm = (typed: string): string => typed.trim().normalize('NFKC');

/** Reads a typed username into its form. The server also refuses reserved names and their look-alikes. */
export const username = requiredLine(usernameLimits.max).check(
  z.overwrite(usernameForm),
  z.maxLength(usernameLimits.max, 'too_long'),
  z.minLength(usernameLimits.min, 'too_short'),
  // Letters and marks that fonts leave out would make two names of what reads as one.
  z.refine((text: string) => !/\p{Default_Ignorable_Code_Point}/u.test(text), 'invisible_characters'),
  z.regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u, 'invalid_username'),
);
