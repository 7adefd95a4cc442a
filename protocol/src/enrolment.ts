import * as z from 'zod/mini';
import { guessedLocale, linkToken, oneTimeCode, typedPassword } from './primitives.ts';
import { type Auth, type Chapter, route } from './route.ts';

/**
 * An operator's way in (docs/rules.md#making-an-operator): a link that the `loge` command printed, a password where there
 * is none, and a second factor. Nothing of the operators' opens before both are there.
 */

/** How many minutes the link is good. */
export const linkMinutes = 60;

/** The link is enough for an account that nothing opens yet. An account with a password asks for the password too. */
const byLink = { by: ['session', 'password'], optional: true } as const satisfies Auth;

export const chapter: Chapter = {
  order: 10,
  name: 'Operators',
  about: 'How an operator’s account begins.',
  routes: ['enrolment'],
};

export const beginEnrolment = route({
  id: 'enrolment.begin',
  method: 'POST',
  path: '/v1/operators/enrolment/begin',
  summary:
    'By the link that `loge operator create` printed: make the secret of an operator’s authenticator app. An account that has a password takes its session or password, too.',
  auth: { ...byLink, proof: 'fresh' },
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: z.object({
    enrolment: z.object({
      username: z.string(),
      email: z.string(),
      /** True when the account has no password, so that one is chosen together with the code. */
      needs_password: z.boolean(),
      /** An `otpauth:` address, good for ten minutes. */
      uri: z.string(),
    }),
  }),
  records: ['tfa_begun'],
});

export const enrol = route({
  id: 'enrolment.enrol',
  method: 'POST',
  path: '/v1/operators/enrolment',
  summary:
    'Spend the link: choose a password where there is none, and turn the second factor on with a first code. Answers the recovery codes, this once.',
  auth: { ...byLink, proof: 'begun' },
  body: {
    root: 'enrolment',
    schema: z.strictObject({
      token: linkToken,
      attempt: oneTimeCode,
      password: z.optional(typedPassword),
      /** The page's language. It is kept for an account that nobody has opened yet. */
      locale: guessedLocale,
    }),
  },
  status: 200,
  reply: z.object({ enrolment: z.object({ codes: z.array(z.string()) }) }),
  records: [
    'operator_enrolled',
    'password_changed',
    'email_confirmed',
    'tfa_enabled',
    'recovery_codes_made',
    'second_factor_failed',
  ],
});
