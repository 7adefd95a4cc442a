import { accountHeader, type CredentialKind, type Route } from '@loge/protocol';
import type { FastifyRequest } from 'fastify';
import type { Actor, Checked, Origin } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { isService, type Principal, type ServicePrincipal } from '../principal.ts';
import type { Authenticators, PresentedCredential } from './authenticators.ts';
import { presentedCredential } from './credentials.ts';
import { demandSameOrigin } from './same-origin.ts';

/** Who is asking, and whether that is enough for `route.auth`. Throws an `AppError` when it is not. */
export async function authorise(
  route: Route,
  request: FastifyRequest,
  origin: Origin,
  authenticators: Authenticators,
  publicUrl: URL,
): Promise<Principal | ServicePrincipal | null> {
  const { auth } = route;
  if (auth.sameOrigin) demandSameOrigin(request, publicUrl);
  if (auth.by.length === 0) return null;
  const presented = presentedCredential(request);
  if (!presented && auth.optional) return null;
  if (!presented || !accepts(auth.by, presented.kind)) throw new AppError('not_authenticated');
  // Before the session is looked up: a forged request learns nothing about it.
  if (presented.kind === 'session' && request.method !== 'GET') demandSameOrigin(request, publicUrl);
  const principal = await authenticate(presented, origin, authenticators);
  // Where none is demanded, a cookie whose session is over says no more than no cookie.
  if (!principal && auth.optional && presented.kind === 'session') return null;
  if (!principal) throw new AppError('not_authenticated');
  if (isService(principal)) {
    if (auth.service && !principal.scopes.includes(auth.service))
      throw new AppError('scope_missing', { scope: auth.service });
    return principal;
  }
  if (presented.kind === 'session') demandSameAccount(request, principal);
  if (principal.account.suspended_at !== null) throw new AppError('account_suspended');
  if (principal.account.deleting_since !== null) throw new AppError('account_deleting');
  if (auth.scope && principal.scopes && !principal.scopes.includes(auth.scope))
    throw new AppError('scope_missing', { scope: auth.scope });
  if (auth.confirmed && principal.account.email_confirmed_at === null)
    throw new AppError('account_unconfirmed');
  if (auth.operator) demandOperator(principal);
  if (auth.scope && presented.kind === 'bearer') authenticators.called(principal, auth.scope, origin);
  return principal;
}

/**
 * A page acts on the account that it shows, or not at all: the cookie is the whole browser's (docs/rules.md#whose-page).
 */
function demandSameAccount(request: FastifyRequest, { account }: Principal): void {
  const shown = request.headers[accountHeader];
  if (shown !== undefined && shown !== account.id) throw new AppError('other_account');
}

/** Operators only, and only once they have a second factor (docs/rules.md#admin-routes). */
function demandOperator({ account, scopes, applications }: Principal): void {
  const { operator_since, totp_since, passkey_since } = account;
  if (operator_since === null || (totp_since === null && passkey_since === null))
    throw new AppError('operators_only');
  if (scopes !== null || applications !== null) throw new AppError('scope_missing');
}

const accepts = (kinds: readonly CredentialKind[], kind: CredentialKind): boolean => kinds.includes(kind);

function authenticate(
  presented: PresentedCredential,
  origin: Origin,
  authenticators: Authenticators,
): Promise<Principal | ServicePrincipal | null> {
  switch (presented.kind) {
    case 'session':
      return authenticators.session(presented.secret);
    case 'bearer':
      return authenticators.bearer(presented.jwt);
    case 'password':
      return authenticators.password(presented, origin);
    case 'token':
      return authenticators.token(presented.secret);
    case 'service':
      return authenticators.service(presented.secret);
    case 'client':
      return authenticateClient(presented, authenticators);
  }
}

/** A machine by Basic: its secret is whose the name says, as it stands or form-encoded (RFC 6749, 2.3.1). */
async function authenticateClient(
  { id, secret }: { readonly id: string; readonly secret: string },
  authenticators: Authenticators,
): Promise<ServicePrincipal | null> {
  const principal = await authenticators.service(secret);
  if (!principal) return null;
  const { service } = principal;
  const decoded = new URLSearchParams(`id=${id.replaceAll('&', '%26')}`).get('id');
  return [service.id, service.name].some((name) => name === id || name === decoded) ? principal : null;
}

export function actorOf(principal: Principal | ServicePrincipal | null, origin: Origin): Actor {
  if (!principal) return { kind: 'anonymous', ...origin };
  if (isService(principal)) return { kind: 'service', serviceId: principal.service.id, ...origin };
  return { kind: 'member', accountId: principal.account.id, credential: principal.credential, ...origin };
}

/** The actor whose writes also rest on a proof. */
export function relyingOn(actor: Actor, proof: Checked): Actor {
  if (actor.kind !== 'member') return actor;
  const { credential } = actor;
  return { ...actor, credential: { ...credential, checked: { ...credential.checked, ...proof } } };
}
