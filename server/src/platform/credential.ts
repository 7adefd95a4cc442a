import type { CredentialKind } from '@loge/protocol';
import type { Member, Origin } from '../kernel/actor.ts';
import type { Context } from './context.ts';
import type { Principal, ServicePrincipal } from './principal.ts';
import type { Tx } from './write.ts';

/** What a request claims about its caller. Nothing of it is checked yet. */
export interface PresentedCredential {
  /** Where the credential came from: a cookie, which browsers send by themselves, or `Authorization`. */
  readonly scheme: 'cookie' | 'bearer' | 'basic';
  /** The text before the first colon of Basic. Empty for other schemes. */
  readonly name: string;
  readonly secret: string;
  /** `X-Authorization-OTP`. */
  readonly otp: string | null;
}

/** A session that got another secret with this request. */
export interface RenewedSession {
  readonly secret: string;
  /** Null keeps the cookie until the browser closes. */
  readonly maxAgeSeconds: number | null;
}

/**
 * A kind of credential, as the feature that owns it plugs it in (decision 022). The platform asks the kinds in the order of
 * the features. A credential is of the first kind whose form it has. Of kinds that routes accept alike, the first one that
 * knows it counts.
 */
export interface Credential {
  /** The name of the kind, which actors and the journal use. */
  readonly kind: string;
  /** The name that routes use (`auth.by`). The JWT of a token and that of an SSH key are both `bearer`. */
  readonly acceptedAs: CredentialKind;
  /** Recognises the kind by its form alone. */
  fits(presented: PresentedCredential): boolean;
  /** Finds out whose the credential is. Returns null or throws an `AppError` when it is not valid. */
  authenticate(
    ctx: Context,
    presented: PresentedCredential,
    origin: Origin,
  ): Promise<Principal | ServicePrincipal | null>;
  /**
   * In a write that a member does by it, whose account is locked by then: makes sure that it is still what was checked, and
   * stays so until the write is over. Throws when it is not. Null where nothing is left to lock: say why.
   */
  readonly lock: ((tx: Tx, member: Member) => Promise<void>) | null;
  /** Called for each request that the credential opened on a route with a scope, so that members see what it is used for. */
  used?(ctx: Context, principal: Principal, scope: string, origin: Origin): void;
  /** What the browser must store when the request changed the secret. */
  renewed?(ctx: Context, principal: Principal): Promise<RenewedSession | null>;
}
