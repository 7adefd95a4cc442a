import type { CredentialKind, Scope } from '@loge/protocol';
import type { Selectable } from 'kysely';
import type { AccountsTable } from '../../db/schema.ts';
import type { CredentialRef, Origin } from '../../kernel/actor.ts';

export type Account = Selectable<AccountsTable>;

/** Who a request comes from, once its credential was checked. */
export interface Principal {
  readonly account: Account;
  readonly credential: CredentialRef;
  /** What the credential is limited to; null is the account's full permissions. */
  readonly scopes: readonly Scope[] | null;
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
  | { readonly kind: 'token'; readonly secret: string };

// Keeps the two lists of kinds the same.
export type PresentedKind = PresentedCredential['kind'] & CredentialKind;
