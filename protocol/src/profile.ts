import * as z from 'zod/mini';
import { email, id, instant, line, linkToken, locale, password, requiredLine } from './primitives.ts';
import { anyone, member, route } from './route.ts';

/** Basic information: who a member is, the newsletter, and how they like things. */

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
export type AppSortKey = (typeof appSortKeys)[number];
/** Pixels, as strings, since clients read strings (wire contract, section 4). */
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

/** The user object, the union of what the clients know (wire contract, section 4, and 14.30). */
export const user = z.object({
  id,
  uuid: id,
  email: z.string(),
  username: z.string(),
  fullname: z.nullable(z.string()),
  company: z.nullable(z.string()),
  location: z.nullable(z.string()),
  role: z.nullable(z.string()),
  /** Ours: what the account is for. */
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

/** A username as typed; the server also folds it and looks for reserved names and their look-alikes. */
export const username = requiredLine(usernameLimits.max).check(
  z.minLength(usernameLimits.min, 'too_short'),
  z.regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u, 'invalid_username'),
);

const optionalLine = (max: number) => z.optional(z.nullable(line(max)));

/** Fields of the profile; absent ones stay, `null` or `""` empties those that may be empty. */
export const profileFields = {
  username: z.optional(username),
  fullname: optionalLine(120),
  company: optionalLine(120),
  location: optionalLine(120),
  role: z.optional(z.nullable(z.enum(roles, 'unknown_role'))),
  account_type: z.optional(z.nullable(z.enum(accountTypes))),
};

export const preferenceFields = z.object({
  time_zone: z.optional(z.nullable(z.string().check(z.maxLength(64, 'too_long')))),
  locale: z.optional(locale),
  app_sort_key: z.optional(z.enum(appSortKeys)),
  theme: z.optional(z.enum(themes)),
  logs_font_size: z.optional(z.nullable(z.enum(logFontSizes))),
  stream_logs: z.optional(z.boolean()),
  sticky_search: z.optional(z.boolean()),
});

export const getSelf = route({
  id: 'users.self',
  method: 'GET',
  path: '/v1/users/self',
  summary: 'The account that is asking.',
  auth: member('account:read'),
  status: 200,
  reply: userReply,
  errors: [],
  records: [],
});

export const updateAccount = route({
  id: 'users.update_account',
  method: 'PUT',
  path: '/v1/users/account',
  summary: 'Change profile, preferences, newsletter; e-mail and password with `current_password`.',
  auth: member('account:write'),
  body: {
    root: 'user',
    schema: z.object({
      ...profileFields,
      email: z.optional(email),
      tos_accepted: z.optional(z.boolean()),
      email_newsletter: z.optional(z.boolean()),
      /** Where the newsletter was switched, kept with the consent. */
      newsletter_source: z.optional(z.enum(['account_page', 'sign_up', 'api'])),
      password: z.optional(password),
      password_confirmation: z.optional(password),
      current_password: z.optional(password),
      preferences: z.optional(preferenceFields),
    }),
  },
  status: 200,
  reply: userReply,
  errors: ['otp_required', 'otp_invalid'],
  records: [
    'profile_updated',
    'preferences_updated',
    'newsletter_subscribed',
    'newsletter_unsubscribed',
    'tos_accepted',
    'password_changed',
  ],
});

export const updateProfile = route({
  id: 'account.update_profile',
  method: 'PATCH',
  path: '/v1/account/profile',
  summary: 'The Go client’s way to change e-mail or password; needs `current_password` all the same.',
  auth: member('account:write'),
  body: updateAccount.body,
  status: 200,
  reply: userReply,
  errors: ['otp_required', 'otp_invalid'],
  records: updateAccount.records,
});

export const listRoles = route({
  id: 'users.roles',
  method: 'GET',
  path: '/v1/users/roles',
  summary: 'The roles a profile may name.',
  auth: anyone,
  status: 200,
  reply: z.object({ roles: z.array(z.string()) }),
  errors: [],
  records: [],
});

export const newsletterConsent = z.object({
  subscribed: z.boolean(),
  /** When the present state began; null when the account never subscribed. */
  since: z.nullable(instant),
  /** Where: `sign_up`, `account_page`, `api`, `unsubscribe_link`. */
  source: z.nullable(z.string()),
});

export const getNewsletter = route({
  id: 'newsletter.get',
  method: 'GET',
  path: '/v1/users/self/newsletter',
  summary: 'Whether the newsletter is on, since when, and how that was said.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ newsletter: newsletterConsent }),
  errors: [],
  records: [],
});

export const unsubscribeNewsletter = route({
  id: 'newsletter.unsubscribe',
  method: 'POST',
  path: '/v1/newsletter/unsubscribe',
  summary: 'One-click unsubscribe (RFC 8058): the signed link in a newsletter mail, no sign-in.',
  auth: anyone,
  query: z.object({ token: linkToken }),
  body: { root: null, form: true, schema: z.object({}) },
  status: 200,
  reply: z.object({}),
  errors: [],
  records: ['newsletter_unsubscribed'],
});
