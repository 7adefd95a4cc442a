import type { Feature } from '../../../platform/feature.ts';
import { ownCredentials } from './credentials.ts';
import { sessionListeners } from './end-sessions.ts';
import { newSignInMail } from './mails.ts';
import { signInsOf, sweepSessions } from './queries.ts';
import { sweepBrowsers } from './recognise-browser.ts';
import { sessionRoutes } from './routes.ts';

/** Sessions: being signed in on a browser. */
export const sessionsFeature: Feature = {
  routes: sessionRoutes,
  credentials: ownCredentials,
  listeners: sessionListeners,
  mails: [newSignInMail],
  sweeps: [sweepSessions, sweepBrowsers],
  personal: [
    {
      name: 'sessions',
      tables: {
        sessions: { exported: 'browser, address, first and last seen', erased: 'the rows' },
        browsers: { exported: 'first and last seen, never the key', erased: 'the rows' },
      },
      export: signInsOf,
    },
  ],
};

export { checkFactor, type OfferedFactor } from './check-factor.ts';
export { demandProof, methodsOf, proveForCredentials } from './demand-proof.ts';
export { endOthers, openAccess, otherAccess } from './end-sessions.ts';
export { keepProof, type Proved } from './keep-proof.ts';
export { makeLockCaller } from './lock-caller.ts';
export { type Cookies, openSession, refuseClosed, type SignedIn } from './open-session.ts';
export { checkSecondStep } from './second-step.ts';
export { cookiesOf, setSignInCookies } from './sign-in-cookies.ts';
