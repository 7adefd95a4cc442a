import * as z from 'zod/mini';
import { accountTypes, roles, user, username } from './accounts.ts';
import { assertion } from './passkeys.ts';
import { email, guessedLocale, guessedTimeZone, id, instant, line, oneTimeCode } from './primitives.ts';
import { oauthTypes } from './providers.ts';
import { anyone, route } from './route.ts';
import { textProblem } from './text.ts';

/**
 * Signing up and in with GitHub or GitLab (docs/rules.md#signing-in-with-a-provider): an authorization is begun here, the
 * browser goes to the provider and comes back to a page, and the page hands in what it came back with.
 */

/** How many minutes an authorization is good, and again once the provider has said who it is. */
export const authorizationMinutes = 10;

const provider = z.enum(oauthTypes);
const begun = z.object({
  authorization: z.object({
    /** The provider's page, to which the browser goes. */
    url: z.string(),
    expires_at: instant,
  }),
});

/** A page of our own, by its path: never another site. */
const ownPath = z.string().check(
  z.maxLength(1000, 'too_long'),
  z.refine((path: string) => /^\/(?![/\\])[^\s\\]*$/.test(path) && textProblem(path) === null, 'invalid'),
);

export const begin = route({
  id: 'provider_sign_in.begin',
  method: 'POST',
  path: '/v1/sessions/provider/authorizations',
  summary: 'Begin to sign up or in with a provider: where the browser is to go.',
  auth: { ...anyone, sameOrigin: true },
  body: {
    root: 'authorization',
    schema: z.strictObject({
      provider,
      remember: z.optional(z.boolean()),
      /** The page to show after signing in. */
      next: z.optional(ownPath),
    }),
  },
  status: 201,
  reply: begun,
  records: { nothing: 'nobody knows yet whose account it will be' },
});

export const connect = route({
  id: 'provider_sign_in.connect',
  method: 'POST',
  path: '/v1/identities/authorizations',
  summary: 'Begin to add a provider account as a way to sign in: where the browser is to go.',
  auth: { by: ['session'], proof: 'fresh', confirmed: true },
  body: { root: 'authorization', schema: z.strictObject({ provider }) },
  status: 201,
  reply: begun,
  records: { nothing: 'an authorization changes nothing until it is completed' },
});

export const beginProof = route({
  id: 'provider_sign_in.begin_proof',
  method: 'POST',
  path: '/v1/sessions/current/proof/authorizations',
  summary:
    'Begin to prove that it is you by a new sign-in at the provider, for an account with neither password nor passkey.',
  auth: { by: ['session'] },
  body: { root: 'authorization', schema: z.strictObject({ provider }) },
  status: 201,
  reply: begun,
  errors: ['proof_required'],
  records: { nothing: 'an authorization changes nothing until it is completed' },
});

/**
 * What came of an authorization.
 * - `signed_in`: `user` is signed in on this browser
 * - `sign_up`: nobody signs in with that provider account yet; `sign_up` says what is known of them
 * - `address_taken`: nobody does, and its address is an account's: they sign in to that one first, and connect then
 * - `connected`: the session's account has one more way to sign in
 * - `proved`: the session has fresh proof
 */
const outcomes = ['signed_in', 'sign_up', 'address_taken', 'connected', 'proved'] as const;

export const complete = route({
  id: 'provider_sign_in.complete',
  method: 'POST',
  path: '/v1/sessions/provider',
  summary:
    'Hand in what the provider sent the browser back with; again with a second factor, after the answer `otp_required`.',
  auth: { by: ['session'], optional: true, sameOrigin: true },
  body: {
    root: 'authorization',
    schema: z.strictObject({
      /** By whose address of ours the browser came back. A code of one provider is never handed to the other (RFC 9700, 4.4). */
      provider,
      state: z.string().check(z.minLength(1, 'missing'), z.maxLength(200, 'invalid_link')),
      code: z.optional(z.string().check(z.minLength(1, 'missing'), z.maxLength(2000, 'too_long'))),
      /** The provider's own word for why there is no code (RFC 6749, 4.1.2.1). */
      error: z.optional(z.string().check(z.maxLength(200, 'too_long'))),
      /** RFC 9207. */
      iss: z.optional(z.string().check(z.maxLength(500, 'too_long'))),
      otp: z.optional(oneTimeCode),
      passkey: z.optional(assertion),
    }),
  },
  status: 200,
  reply: z.object({
    provider_sign_in: z.object({
      outcome: z.enum(outcomes),
      provider,
      /** Who signed in. */
      user: z.nullable(user),
      /** The page to show after signing in. */
      next: z.nullable(z.string()),
      /** With `sign_up` and `address_taken`: who came, as the provider knows them. */
      sign_up: z.nullable(
        z.object({
          /** Their name at the provider. */
          provider_username: z.string(),
          /** A username that is free here. */
          username: z.string(),
          /** An address that the provider has verified; null when there is none. */
          email: z.nullable(z.string()),
        }),
      ),
    }),
  }),
  errors: [
    'invalid_credentials',
    'account_suspended',
    'account_deleting',
    'otp_required',
    'otp_invalid',
    'proof_required',
    'provider_refused',
    'provider_unreachable',
  ],
  records: [
    'login_success',
    'sessions_ended',
    'second_factor_failed',
    'recovery_code_used',
    'identity_added',
    'proof_given',
  ],
});

export const signUp = route({
  id: 'provider_sign_in.sign_up',
  method: 'POST',
  path: '/v1/users/provider',
  summary:
    'Sign up with the provider account of an authorization. Signs in at once where the provider has verified the address; any other address is confirmed by mail first, and answers alike whether or not it is taken.',
  auth: { ...anyone, sameOrigin: true },
  body: {
    root: 'user',
    schema: z.strictObject({
      /** Of the authorization. */
      state: z.string().check(z.minLength(1, 'missing'), z.maxLength(200, 'invalid_link')),
      email,
      username,
      fullname: z.optional(z.nullable(line(120))),
      locale: guessedLocale,
      role: z.optional(z.nullable(z.enum(roles, 'unknown_role'))),
      account_type: z.optional(z.nullable(z.enum(accountTypes))),
      time_zone: z.optional(guessedTimeZone),
      tos_accepted: z.optional(z.boolean()),
      /** As in `users.create`. */
      contracts: z.optional(z.array(id).check(z.maxLength(100, 'too_many'))),
      email_newsletter: z.optional(z.boolean()),
    }),
  },
  status: 201,
  reply: z.object({ user, signed_in: z.boolean() }),
  records: [
    'new_user',
    'identity_added',
    'email_confirmed',
    'confirmation_sent',
    'sign_up_refused',
    'tos_accepted',
    'contract_accepted',
    'newsletter_subscribed',
    'login_success',
  ],
});
