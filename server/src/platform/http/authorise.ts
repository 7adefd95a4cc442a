import { accountHeader, type CredentialKind, type Route } from '@loge/protocol';
import type { FastifyRequest } from 'fastify';
import type { Actor, Checked, Origin } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Context } from '../context.ts';
import type { Credential, PresentedCredential } from '../credential.ts';
import { isService, type Principal, type ServicePrincipal } from '../principal.ts';
import { presentedCredential } from './credentials.ts';
import { demandSameOrigin } from './same-origin.ts';

/** Finds out who is asking, and whether that is enough for `route.auth`. Throws an `AppError` when it is not. */
export async function authorise(
  ctx: Context,
  route: Route,
  request: FastifyRequest,
  origin: Origin,
  credentials: CredentialForms,
): Promise<Principal | ServicePrincipal | null> {
  const { auth } = route;
  const { publicUrl } = ctx.config;
  if (auth.sameOrigin) demandSameOrigin(request, publicUrl);
  if (auth.by.length === 0) return null;
  const presented = presentedCredential(request);
  if (!presented && auth.optional) return null;
  const alike = presented && alikeTo(presented, credentials);
  if (!presented || !alike || !auth.by.includes(alike.acceptedAs)) throw new AppError('not_authenticated');
  const byCookie = presented.scheme === 'cookie';
  // This comes before the session is looked up, so that a forged request learns nothing about the session.
  if (byCookie && request.method !== 'GET') demandSameOrigin(request, publicUrl);
  let principal: Principal | ServicePrincipal | null = null;
  let opened: Credential | null = null;
  for (const credential of alike.credentials) {
    principal = await credential.authenticate(ctx, presented, origin);
    if (!principal) continue;
    opened = credential;
    break;
  }
  // Where no credential is demanded, the cookie of an ended session counts as no cookie.
  if (!principal && auth.optional && byCookie) return null;
  if (!principal) throw new AppError('not_authenticated');
  if (isService(principal)) {
    if (auth.service && !principal.scopes.includes(auth.service))
      throw new AppError('scope_missing', { scope: auth.service });
    return principal;
  }
  if (byCookie) demandSameAccount(request, principal);
  if (principal.account.suspended_at !== null) throw new AppError('account_suspended');
  if (principal.account.deleting_since !== null) throw new AppError('account_deleting');
  if (auth.scope && principal.scopes && !principal.scopes.includes(auth.scope))
    throw new AppError('scope_missing', { scope: auth.scope });
  if (auth.confirmed && principal.account.email_confirmed_at === null)
    throw new AppError('account_unconfirmed');
  if (auth.operator) demandOperator(principal);
  if (auth.scope) opened?.used?.(ctx, principal, auth.scope, origin);
  return principal;
}

/**
 * A page acts only on the account that it shows. The cookie belongs to the whole browser and may be another account's by now
 * (docs/rules.md#whose-page).
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

/** The kinds that routes accept alike, in the order of their features. */
export type CredentialForms = readonly {
  readonly acceptedAs: CredentialKind;
  readonly credentials: readonly Credential[];
}[];

export const formsOf = (credentials: readonly Credential[]): CredentialForms =>
  [...Map.groupBy(credentials, ({ acceptedAs }) => acceptedAs)].map(([acceptedAs, alike]) => ({
    acceptedAs,
    credentials: alike,
  }));

function alikeTo(presented: PresentedCredential, forms: CredentialForms): CredentialForms[number] | null {
  for (const form of forms)
    for (const credential of form.credentials) if (credential.fits(presented)) return form;
  return null;
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
