import type { ServiceScope } from '@loge/protocol';
import type { Account } from '../db/account.ts';
import type { CredentialRef } from '../kernel/actor.ts';
import type { Instant } from '../kernel/clock.ts';

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
