import type { CredentialKind, Proof } from '@loge/protocol';
import type { Actor, Checked, Origin } from '../../kernel/actor.ts';
import type { Principal, ServicePrincipal } from '../principal.ts';

/** A session that has another secret since this request. */
export interface RenewedSession {
  readonly secret: string;
  /** Null keeps the cookie until the browser closes. */
  readonly maxAgeSeconds: number | null;
}

/** Proof that came with a request. */
export interface GivenProof {
  /** `current_password` of the body. */
  readonly password: string | null;
  /** `X-Authorization-OTP`. */
  readonly otp: string | null;
}

/**
 * How credentials are recognised. The platform asks; the features that own sessions, tokens and passwords
 * answer (`app.ts` plugs them in). Each returns null, or throws an `AppError`, for a credential that is no good.
 */
export interface Authenticators {
  session(secret: string): Promise<Principal | null>;
  bearer(jwt: string): Promise<Principal | null>;
  password(given: PasswordCredential, origin: Origin): Promise<Principal>;
  token(secret: string): Promise<Principal | null>;
  service(secret: string): Promise<ServicePrincipal | null>;
  /** Told of every allowed bearer request on a route with a scope, so that members see what a token needs. */
  called(principal: Principal, scope: string, origin: Origin): void;
  /** The session that the request came by, when it was renewed by it. */
  renewed(principal: Principal): Promise<RenewedSession | null>;
  /** Throws when the proof that a route asks for is neither fresh nor in the request; says what it rests on. */
  proof(asked: Proof, actor: Actor, principal: Principal, given: GivenProof): Promise<Checked>;
}

export interface PasswordCredential {
  /** E-mail or username. */
  readonly login: string;
  readonly password: string;
  /** `X-Authorization-OTP`. */
  readonly otp: string | null;
}

export type PresentedCredential =
  | { readonly kind: 'session'; readonly secret: string }
  | { readonly kind: 'bearer'; readonly jwt: string }
  | ({ readonly kind: 'password' } & PasswordCredential)
  | { readonly kind: 'token'; readonly secret: string }
  | { readonly kind: 'service'; readonly secret: string }
  /** `id` as the client wrote it: the service's name or id. */
  | { readonly kind: 'client'; readonly id: string; readonly secret: string };

// Keeps the two lists of kinds the same.
export type PresentedKind = PresentedCredential['kind'] & CredentialKind;
