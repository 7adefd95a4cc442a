import type { Credential } from '../../platform/credential.ts';
import { authenticateJwt, authenticateToken, isTokenPrincipal } from './authenticate-token.ts';
import { lockToken } from './lock-token.ts';
import { tokenUsesOf } from './token-uses.ts';

const jwt: Credential = {
  kind: 'bearer',
  acceptedAs: 'bearer',
  fits: ({ scheme }) => scheme === 'bearer',
  authenticate: (ctx, { secret }) => authenticateJwt(ctx, secret),
  lock: lockToken,
  used(ctx, principal, scope, origin) {
    if (isTokenPrincipal(principal)) tokenUsesOf(ctx).called(principal.credential.id, scope, origin);
  },
};

const token: Credential = {
  kind: 'token',
  acceptedAs: 'token',
  fits: ({ scheme, name }) => scheme === 'basic' && name === '',
  // A blank came along with a copy: there is none in a token.
  authenticate: (ctx, { secret }) => authenticateToken(ctx, secret.trim()),
  lock: lockToken,
};

export const tokenCredentials = [jwt, token];
