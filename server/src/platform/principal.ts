import type { ServiceScope } from '@loge/protocol';
import type { Account } from '../db/account.ts';
import type { CredentialRef } from '../kernel/actor.ts';
import type { Instant } from '../kernel/clock.ts';

/** The member that a request comes from, once its credential is checked. */
export interface Principal {
  readonly account: Account;
  readonly credential: CredentialRef;
  /** The scopes that the credential is limited to, the platform's own included. Null means the account's full permissions. */
  readonly scopes: readonly string[] | null;
  /** The applications that the credential is limited to. Null means all of the account's. */
  readonly applications: readonly string[] | null;
  /** When the member last gave proof in this session, or made this token by password. Null when they did not. */
  readonly provedAt: Instant | null;
}

/** One of the platform's own machines. */
export interface ServicePrincipal {
  readonly service: {
    readonly id: string;
    readonly name: string;
    /** The audiences for which introspection answers this service. */
    readonly audiences: readonly string[];
    readonly expiresAt: Instant | null;
  };
  readonly scopes: readonly ServiceScope[];
}

export const isService = (caller: Principal | ServicePrincipal): caller is ServicePrincipal =>
  'service' in caller;
