/** API tokens: long-lived secrets, exchanged for one-hour JWTs that anybody can verify. */
export { makeBearerAuthenticator, makeTokenAuthenticator } from './authenticate-token.ts';
export { createToken } from './create-token.ts';
export { Jwts } from './jwt.ts';
export { tokenCreatedMail, tokenRenewedMail, tokenRevokedMail } from './mails.ts';
export { apiTokenRoutes } from './routes.ts';
export { makeSigningKey, SigningKeys } from './signing-keys.ts';
