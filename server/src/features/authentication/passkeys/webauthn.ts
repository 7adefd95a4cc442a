/**
 * The WebAuthn library, read when the first passkey comes: it brings a parser of certificates with it, a tenth of what a
 * server at rest would hold.
 */
export const webauthn = () => import('@simplewebauthn/server');
