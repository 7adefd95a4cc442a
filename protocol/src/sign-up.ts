import * as z from 'zod/mini';
import { email, guessedLocale, guessedTimeZone, id, line, linkToken, typedPassword } from './primitives.ts';
import { accountTypes, roles, username, userReply } from './profile.ts';
import { anyone, member, route } from './route.ts';

/** A new account, and the proof that its e-mail address is its owner's. */

/** How many hours a confirmation link is good. */
export const confirmationHours = 24;

export const signUp = route({
  id: 'users.create',
  method: 'POST',
  path: '/v1/users',
  summary: 'Sign up. A taken e-mail address answers exactly as a free one, and its owner is told.',
  auth: anyone,
  body: {
    root: 'user',
    schema: z.object({
      email,
      password: typedPassword,
      username: z.optional(username),
      fullname: z.optional(z.nullable(line(120))),
      locale: guessedLocale,
      role: z.optional(z.nullable(z.enum(roles, 'unknown_role'))),
      account_type: z.optional(z.nullable(z.enum(accountTypes))),
      time_zone: z.optional(guessedTimeZone),
      /** Accepts what the platform requires of everybody (`GET /v1/contracts/platform`). */
      tos_accepted: z.optional(z.boolean()),
      /** The versions whose words stood beside the box. Others than those of now are refused. */
      contracts: z.optional(z.array(id).check(z.maxLength(100, 'too_many'))),
      email_newsletter: z.optional(z.boolean()),
    }),
  },
  status: 201,
  reply: userReply,
  records: [
    'new_user',
    'confirmation_sent',
    'sign_up_refused',
    'tos_accepted',
    'contract_accepted',
    'newsletter_subscribed',
  ],
});

export const confirmEmail = route({
  id: 'users.confirm',
  method: 'POST',
  path: '/v1/users/confirmation',
  summary: 'Confirm an e-mail address with the mailed token and that account’s session or password.',
  auth: { by: ['session', 'password'] },
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: userReply,
  records: ['email_confirmed', 'recovery_code_used', 'second_factor_failed'],
});

export const resendConfirmation = route({
  id: 'users.resend_confirmation',
  method: 'POST',
  path: '/v1/users/confirmation/resend',
  summary: 'Send the confirmation mail again; earlier links stop working.',
  auth: member('account:write'),
  status: 202,
  reply: z.object({}),
  records: ['confirmation_sent'],
});
