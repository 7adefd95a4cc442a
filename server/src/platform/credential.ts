import type { CredentialKind } from '@loge/protocol';
import type { Member, Origin } from '../kernel/actor.ts';
import type { Context } from './context.ts';
import type { Principal, ServicePrincipal } from './principal.ts';
import type { Tx } from './write.ts';

/** What a request says of its caller, before anybody has looked whether it is true. */
export interface PresentedCredential {
  /** In a cookie, which browsers send by themselves, or in `Authorization`. */
  readonly scheme: 'cookie' | 'bearer' | 'basic';
  /** Of Basic, what stands before the first colon; empty elsewhere. */
  readonly name: string;
  readonly secret: string;
  /** `X-Authorization-OTP`. */
  readonly otp: string | null;
}

/** A session that has another secret since this request. */
export interface RenewedSession {
  readonly secret: string;
  /** Null keeps the cookie until the browser closes. */
  readonly maxAgeSeconds: number | null;
}

/**
 * A kind of credential, as the feature that owns it plugs it in (decision 022). The platform asks in the order of the features:
 * what a request presents is of the first kind that it fits, and of those that are accepted alike the first that knows it.
 */
export interface Credential {
  /** Its own name, which actors and the journal know it by. */
  readonly kind: string;
  /** What routes call it (`auth.by`): the JWT of a token and that of an SSH key are both `bearer`. */
  readonly acceptedAs: CredentialKind;
  /** By its form alone. */
  fits(presented: PresentedCredential): boolean;
  /** Whose it is. Null, or an `AppError`, when it is no good. */
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
  /** Told of each request that it opened on a route with a scope, so that members see what it is used for. */
  used?(ctx: Context, principal: Principal, scope: string, origin: Origin): void;
  /** What the browser has to know when the request has given it another secret. */
  renewed?(ctx: Context, principal: Principal): Promise<RenewedSession | null>;
}
