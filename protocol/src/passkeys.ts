import * as z from 'zod/mini';
import { id, instant, requiredLine, typedPassword } from './primitives.ts';
import { anyone, member, route } from './route.ts';

/** Passkeys (WebAuthn Level 3). Field names are the standard's own JSON forms (section 5.1.8). */

const base64url = (max: number) => z.string().check(z.maxLength(max, 'too_long'));

/** `AuthenticationResponseJSON`: an authenticator's answer to a challenge. */
export const assertion = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(4000),
    userHandle: z.optional(z.nullable(base64url(200))),
  }),
  authenticatorAttachment: z.optional(z.nullable(z.string().check(z.maxLength(40, 'too_long')))),
  clientExtensionResults: z.optional(z.record(z.string(), z.unknown())),
});
export type Assertion = z.output<typeof assertion>;

/** `RegistrationResponseJSON`: a new credential. */
const registration = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    attestationObject: base64url(20_000),
    authenticatorData: z.optional(base64url(8000)),
    transports: z.optional(z.array(z.string().check(z.maxLength(40, 'too_long'))).check(z.maxLength(10))),
    publicKeyAlgorithm: z.optional(z.number()),
    publicKey: z.optional(base64url(8000)),
  }),
  authenticatorAttachment: z.optional(z.nullable(z.string().check(z.maxLength(40, 'too_long')))),
  clientExtensionResults: z.optional(z.record(z.string(), z.unknown())),
});

/** How many passkeys an account may have. */
export const maxPasskeys = 20;
export const nameMax = 60;

export const passkey = z.object({
  id,
  name: z.string(),
  created_at: instant,
  last_used_at: z.nullable(instant),
  /** Whether it stays on one device, may be backed up, or is. */
  backup: z.enum(['device', 'eligible', 'backed_up']),
  /** Added while somebody else held the account, and out of use since that was undone. */
  suspended_at: z.nullable(instant),
});
export type Passkey = z.output<typeof passkey>;

export const challenge = route({
  id: 'passkeys.challenge',
  method: 'POST',
  path: '/v1/passkeys/challenge',
  summary: 'What an authenticator answers to sign in, as a second step, or as proof: request options.',
  auth: { ...anyone, sameOrigin: true },
  status: 200,
  reply: z.object({
    options: z.object({
      challenge: z.string(),
      timeout: z.number(),
      rpId: z.string(),
      userVerification: z.enum(['required', 'preferred', 'discouraged']),
    }),
  }),
  errors: ['invalid_fields'],
  records: { nothing: 'a challenge proves itself by its signature and is kept only once it was answered' },
});

export const beginRegistration = route({
  id: 'passkeys.begin',
  method: 'POST',
  path: '/v1/passkeys/registration',
  summary: 'What an authenticator needs to make a passkey: creation options.',
  auth: { by: ['session'], proof: 'fresh' },
  status: 200,
  reply: z.object({
    options: z.object({
      challenge: z.string(),
      rp: z.object({ id: z.string(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
      pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
      timeout: z.number(),
      attestation: z.string(),
      excludeCredentials: z.array(z.object({ id: z.string(), type: z.literal('public-key') })),
      authenticatorSelection: z.object({
        residentKey: z.string(),
        requireResidentKey: z.boolean(),
        userVerification: z.string(),
      }),
    }),
  }),
  errors: ['invalid_fields'],
  records: { nothing: 'a challenge proves itself by its signature and is kept only once it was answered' },
});

export const addPasskey = route({
  id: 'passkeys.add',
  method: 'POST',
  path: '/v1/passkeys',
  summary:
    'Keep a new passkey. The first factor of an account brings its recovery codes, answered this once.',
  auth: { by: ['session'], proof: 'fresh' },
  body: {
    root: 'passkey',
    schema: z.strictObject({ name: requiredLine(nameMax), response: registration }),
  },
  status: 201,
  reply: z.object({ passkey, codes: z.nullable(z.array(z.string())) }),
  records: ['passkey_added', 'recovery_codes_made'],
});

export const listPasskeys = route({
  id: 'passkeys.list',
  method: 'GET',
  path: '/v1/passkeys',
  summary: 'The account’s passkeys, without keys.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ passkeys: z.array(passkey) }),
});

export const renamePasskey = route({
  id: 'passkeys.rename',
  method: 'PATCH',
  path: '/v1/passkeys/:id',
  summary: 'Give a passkey another name.',
  auth: member('account:write'),
  params: z.object({ id }),
  body: { root: 'passkey', schema: z.strictObject({ name: requiredLine(nameMax) }) },
  status: 200,
  reply: z.object({ passkey }),
  records: ['passkey_renamed'],
});

export const removePasskey = route({
  id: 'passkeys.remove',
  method: 'DELETE',
  path: '/v1/passkeys/:id',
  summary:
    'Remove a passkey. The last second factor goes only with `last`, and a password that is too short without it is replaced in the same act.',
  auth: member('account:write', { proof: 'fresh' }),
  params: z.object({ id }),
  body: {
    root: 'passkey',
    schema: z.strictObject({
      last: z.optional(z.boolean()),
      password: z.optional(typedPassword),
      current_password: z.optional(typedPassword),
    }),
  },
  status: 204,
  reply: null,
  records: [
    'passkey_removed',
    'password_changed',
    'proof_given',
    'proof_failed',
    'second_factor_failed',
    'recovery_code_used',
  ],
});
