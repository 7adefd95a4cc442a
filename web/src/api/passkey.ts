import { type BodyInputOf, passkeys } from '@loge/protocol';
import { ApiError } from './api-error.ts';
import { boot } from './boot.ts';
import { call } from './call.ts';
import { sitePiece } from './site-piece.ts';

/** The browser's side of WebAuthn. The library is loaded when it is needed. */
const library = sitePiece(() => import('@simplewebauthn/browser')).ask;

/** Whether this browser supports passkeys at this address. */
export const passkeysSupported = (): boolean =>
  boot.passkeys && typeof globalThis.PublicKeyCredential === 'function';

/** The dialog was closed, refused or timed out. Browsers do not say which, so that a page learns nothing. */
const unused = new Set(['NotAllowedError', 'AbortError', 'InvalidStateError']);

/** Any other error is a fault on the way back, of an extension for example. A passkey may have been saved or used by then. */
async function orRefusal<T>(ceremony: Promise<T>): Promise<T> {
  try {
    return await ceremony;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const known = error instanceof Error && unused.has(error.name);
    throw new ApiError(known ? 'passkey_unused' : 'passkey_failed');
  }
}

/** The request of a button, until it is answered. A browser handles one request at a time; a second one ends the first. */
let pressed: Promise<unknown> | null = null;

/** Asks an authenticator to answer a challenge. */
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

/** Asks an authenticator to make a passkey. */
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

/** When to renew a challenge, in milliseconds: it is good for five minutes, and a page may stay open longer. */
const renewMs = 4 * 60_000;

/**
 * Offers the account's passkeys in the browser's own list under the sign-in field (conditional UI), until the returned
 * function is called. A button's request goes first, and the list is offered again after it. A failed offer shows nothing,
 * because there is a button as well.
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
        // The timer or a button ended the offer. Any other error is the browser's refusal.
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
