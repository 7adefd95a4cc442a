import type { CredentialKind, Proof, ServiceScope } from '@loge/protocol';
import type { Selectable } from 'kysely';
import type { AccountsTable } from '../../db/schema.ts';
import type { Actor, Checked, CredentialRef, Origin } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/clock.ts';

export type Account = Selectable<AccountsTable>;

/** Who a request comes from, once its credential was checked. */
export interface Principal {
  readonly account: Account;
  readonly credential: CredentialRef;
  /** What the credential is limited to, the platform's own scopes among it; null is the account's full permissions. */
  readonly scopes: readonly string[] | null;
  /** Applications that it is limited to; null is all of the account's. */
  readonly applications: readonly string[] | null;
  /** When the person last proved in this session, or made this token by password; null when they did not. */
  readonly provedAt: Instant | null;
}

/** One of the platform's own machines. */
export interface ServicePrincipal {
  readonly service: {
    readonly id: string;
    readonly name: string;
    /** Names that introspection answers it for. */
    readonly audiences: readonly string[];
    readonly expiresAt: Instant | null;
  };
  readonly scopes: readonly ServiceScope[];
}

export const isService = (caller: Principal | ServicePrincipal): caller is ServicePrincipal =>
  'service' in caller;

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
