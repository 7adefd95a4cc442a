import { type BodyInputOf, passkeys } from '@loge/protocol';
import { ApiError } from './api-error.ts';
import { boot } from './boot.ts';
import { call } from './call.ts';
import { sitePiece } from './site-piece.ts';

/** The browser's side of WebAuthn; its library is loaded when it is wanted. */
const library = sitePiece(() => import('@simplewebauthn/browser')).ask;

/** Whether this browser, at this address, knows passkeys. */
export const passkeysSupported = (): boolean =>
  boot.passkeys && typeof globalThis.PublicKeyCredential === 'function';

/** Closed, refused, timed out: browsers do not say which, so that a page learns nothing. */
const unused = new Set(['NotAllowedError', 'AbortError', 'InvalidStateError']);

/** Anything else is a fault on the way back, of an extension for one: a passkey may have been saved or used by then. */
async function orRefusal<T>(ceremony: Promise<T>): Promise<T> {
  try {
    return await ceremony;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const known = error instanceof Error && unused.has(error.name);
    throw new ApiError(known ? 'passkey_unused' : 'passkey_failed');
  }
}

/** What a button asked, until it is answered. A browser takes one question at a time: a second one ends the first. */
let pressed: Promise<unknown> | null = null;

/** Has an authenticator answer a challenge. */
export function answerByPasskey(): Promise<passkeys.Assertion> {
  const asked = orRefusal(askForAssertion()).finally(() => {
    if (pressed === asked) pressed = null;
  });
  pressed = asked;
  return asked;
}

async function askForAssertion(): Promise<passkeys.Assertion> {
  const [{ startAuthentication }, { options }] = await Promise.all([library(), call(passkeys.challenge)]);
  return (await startAuthentication({ optionsJSON: options })) as passkeys.Assertion;
}

/** Has an authenticator make a passkey. */
export const makePasskey = (
  options: Awaited<ReturnType<typeof beginRegistration>>,
): Promise<BodyInputOf<typeof passkeys.addPasskey>['response']> =>
  orRefusal(
    (async () => {
      const { startRegistration } = await library();
      const made = await startRegistration({ optionsJSON: options as never });
      return made as BodyInputOf<typeof passkeys.addPasskey>['response'];
    })(),
  );

export const beginRegistration = async () => (await call(passkeys.beginRegistration)).options;

/** A challenge is good for five minutes; a page may stand longer. */
const renewMs = 4 * 60_000;

/**
 * Offers the account's passkeys in the browser's own list under the sign-in field (conditional UI), until told to
 * stop. What a button asks goes first, and the list is offered again after it. Nothing is said when an offer does not
 * work: there is a button as well.
 */
export function offerPasskeys(onAnswer: (assertion: passkeys.Assertion) => void): () => void {
  let stopped = !passkeysSupported();
  let cancel = () => {};
  const offer = async () => {
    const { browserSupportsWebAuthnAutofill, startAuthentication, WebAuthnAbortService } = await library();
    if (!(await browserSupportsWebAuthnAutofill())) return;
    while (!stopped) {
      await pressed?.catch(() => {});
      const { options } = await call(passkeys.challenge);
      if (stopped || pressed) continue;
      cancel = () => WebAuthnAbortService.cancelCeremony();
      const timer = setTimeout(cancel, renewMs);
      try {
        const answer = await startAuthentication({ optionsJSON: options, useBrowserAutofill: true });
        if (!stopped) onAnswer(answer as passkeys.Assertion);
        return;
      } catch (error) {
        // Ended by the clock or by a button; anything else is the browser's no.
        if ((error as Error).name !== 'AbortError') throw error;
      } finally {
        clearTimeout(timer);
        cancel = () => {};
      }
    }
  };
  if (!stopped) offer().catch(() => {});
  return () => {
    stopped = true;
    cancel();
  };
}
