import * as z from 'zod/mini';
import {
  accountTypes,
  appSortKeys,
  byLine,
  logFontSizes,
  roles,
  themes,
  username,
  userReply,
} from './accounts.ts';
import { paths } from './page.ts';
import { email, id, instant, line, linkToken, locale, typedPassword } from './primitives.ts';
import { anyone, type Chapter, member, route } from './route.ts';

/** _Basic information_: a member's profile, their newsletter and their preferences. */

export * from './accounts.ts';

/** Fields of the profile. Absent fields stay as they are; `null` and `""` empty a field that may be empty. */
export const profileFields = {
  username: z.optional(username),
  ...byLine((_, longest) => z.optional(z.nullable(line(longest)))),
  role: z.optional(z.nullable(z.enum(roles, 'unknown_role'))),
  account_type: z.optional(z.nullable(z.enum(accountTypes))),
};

const preferenceFields = z.object({
  time_zone: z.optional(z.nullable(z.string().check(z.maxLength(64, 'too_long')))),
  locale: z.optional(locale),
  app_sort_key: z.optional(z.enum(appSortKeys)),
  theme: z.optional(z.enum(themes)),
  logs_font_size: z.optional(z.nullable(z.enum(logFontSizes))),
  stream_logs: z.optional(z.boolean()),
  sticky_search: z.optional(z.boolean()),
});

export const chapter: Chapter = {
  order: 1,
  name: 'Account',
  about: 'Who a member is, and how they like things.',
  routes: ['users', 'account', 'organizations', 'newsletter'],
};

export const getSelf = route({
  id: 'users.self',
  method: 'GET',
  path: '/v1/users/self',
  summary: 'The account that is asking.',
  auth: member('account:read'),
  status: 200,
  reply: userReply,
});

export const updateAccount = route({
  id: 'users.update_account',
  method: 'PUT',
  path: '/v1/users/account',
  summary: 'Change profile, preferences, newsletter; e-mail and password with `current_password`.',
  auth: member('account:write', { proof: 'for_credentials' }),
  body: {
    root: 'user',
    schema: z.object({
      ...profileFields,
      email: z.optional(email),
      tos_accepted: z.optional(z.boolean()),
      email_newsletter: z.optional(z.boolean()),
      password: z.optional(typedPassword),
      password_confirmation: z.optional(typedPassword),
      current_password: z.optional(typedPassword),
      preferences: z.optional(preferenceFields),
    }),
  },
  status: 200,
  reply: userReply,
  records: [
    'profile_updated',
    'preferences_updated',
    'newsletter_subscribed',
    'newsletter_unsubscribed',
    'tos_accepted',
    'password_changed',
    'password_rehashed',
    'email_change_requested',
    'proof_given',
    'proof_failed',
    'second_factor_failed',
    'recovery_code_used',
  ],
});

export const updateProfile = route({
  id: 'account.update_profile',
  method: 'PATCH',
  path: '/v1/account/profile',
  summary: 'The Go client’s way to change e-mail or password; needs `current_password` all the same.',
  auth: member('account:write', { proof: 'for_credentials' }),
  body: updateAccount.body,
  status: 200,
  reply: userReply,
  records: updateAccount.records,
});

/** The public documentation's ways to the same change (docs/contract.md#account-changes); the id is the caller's own. */
export const putUser = route({
  ...updateAccount,
  id: 'users.put',
  path: '/v1/users/:id',
  summary: 'The same as `PUT /v1/users/account`, by the account’s own id.',
  params: z.object({ id }),
});
export const patchUser = route({ ...putUser, id: 'users.patch', method: 'PATCH' });

export const stopFreeTrial = route({
  id: 'users.stop_free_trial',
  method: 'POST',
  path: '/v1/users/stop_free_trial',
  summary:
    'Existing clients call it before they try again what a trial does not include. Changes nothing here.',
  auth: member('account:write'),
  status: 200,
  reply: z.object({}),
  records: { nothing: 'trials end where the platform bills; Loge keeps none' },
});

const organization = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  created_at: instant,
  flags: z.record(z.string(), z.boolean()),
});

export const listOrganizations = route({
  id: 'organizations.list',
  method: 'GET',
  path: '/v1/organizations',
  summary: 'The organizations that the account belongs to. Loge has none: always an empty list.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ organizations: z.array(organization) }),
});

export const listRoles = route({
  id: 'users.roles',
  method: 'GET',
  path: '/v1/users/roles',
  summary: 'The roles a profile may name.',
  auth: anyone,
  status: 200,
  reply: z.object({ roles: z.array(z.string()) }),
});

export const newsletterConsent = z.object({
  subscribed: z.boolean(),
  /** Since when the subscription is on or off; null when the account never subscribed. */
  since: z.nullable(instant),
  /** Where it was changed: `sign_up`, `account_page`, `api`, `unsubscribe_link`. */
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
});

export const unsubscribeNewsletter = route({
  id: 'newsletter.unsubscribe',
  method: 'POST',
  // A page answers GET on the same path: a mail reader posts to the link, a person opens it (RFC 8058).
  path: paths.unsubscribe,
  summary: 'One-click unsubscribe (RFC 8058): the signed link in a newsletter mail, no sign-in.',
  auth: anyone,
  query: z.object({ token: linkToken }),
  body: { root: null, form: true, schema: z.object({}) },
  status: 200,
  reply: z.object({}),
  records: ['newsletter_unsubscribed'],
});
