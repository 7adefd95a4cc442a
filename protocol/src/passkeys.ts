import * as z from 'zod/mini';

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
