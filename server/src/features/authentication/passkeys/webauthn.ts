/**
 * The WebAuthn library is loaded when the first passkey is used: it includes a certificate parser, and takes a tenth of the
 * memory of an idle server.
 */
export const webauthn = () => import('@simplewebauthn/server');
