import type { Credential } from '../../../platform/credential.ts';
import { authenticateBasic } from './authenticate-basic.ts';
import { authenticateSession } from './authenticate-session.ts';
import { lockSession } from './lock-caller.ts';
import { renewedSession } from './renew-session.ts';

const session: Credential = {
  kind: 'session',
  acceptedAs: 'session',
  fits: ({ scheme }) => scheme === 'cookie',
  authenticate: (ctx, { secret }) => authenticateSession(ctx, secret),
  lock: lockSession,
  renewed: renewedSession,
};

const password: Credential = {
  kind: 'password',
  acceptedAs: 'password',
  fits: ({ scheme, name }) => scheme === 'basic' && name !== '',
  // A blank may be meant in a password; in a name it came along with a copy.
  authenticate: (ctx, { name, secret, otp }, origin) =>
    authenticateBasic(ctx, { login: name.trim(), password: secret, otp }, origin),
  // `makeLockCaller` does it for whatever a password was given with.
  lock: null,
};

export const ownCredentials = [session, password];
