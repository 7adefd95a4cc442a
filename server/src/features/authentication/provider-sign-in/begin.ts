import { randomUUID } from 'node:crypto';
import { type integrations, providerSignIn } from '@loge/protocol';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import { hours, instantOf, minutes } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Principal } from '../../../platform/principal.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { canProveByProvider } from '../identities/feature.ts';
import { methodsOf } from '../sessions/feature.ts';
import { insertAuthorization } from './queries.ts';
import { redirectUriOf, signInClient, signInScopes, verifierOf } from './sign-in-client.ts';

type Purpose = 'sign_in' | 'connect' | 'prove';

interface Wish {
  readonly provider: integrations.OAuthType;
  readonly remember?: boolean | undefined;
  readonly next?: string | undefined;
}

interface Begun {
  readonly authorization: { readonly url: string; readonly expires_at: string };
  /** For the cookie of the browser, which alone can complete what it began. */
  readonly browser: string;
}

export const lifetimeMs = minutes(providerSignIn.authorizationMinutes);

/** Begins to sign up or in. Throws 422 on `provider` (`not_offered`), `throttled`. */
export async function beginSignIn(
  ctx: Context,
  actor: Actor,
  wish: Wish,
  browser: string | null,
  origin: Origin,
): Promise<Begun> {
  await ctx.throttle.take([
    { name: 'provider-sign-in:network', subject: networkOf(origin.remoteIp), max: 300, windowMs: hours(1) },
  ]);
  return begin(ctx, actor, { purpose: 'sign_in', principal: null, browser }, wish);
}

/** Begins to add a way to sign in. Throws 422 on `provider`: `not_offered`. */
export const beginConnecting = (
  ctx: Context,
  actor: Actor,
  principal: Principal,
  wish: Wish,
  browser: string | null,
): Promise<Begun> => begin(ctx, actor, { purpose: 'connect', principal, browser }, wish);

/** Begins to prove. Throws 422 on `provider` (`not_offered`), and `proof_required` where the account proves otherwise. */
export async function beginProof(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  wish: Wish,
  browser: string | null,
): Promise<Begun> {
  const { account } = principal;
  if (!(await canProveByProvider(ctx, account)))
    throw new AppError('proof_required', { methods: await methodsOf(ctx, account) });
  return begin(ctx, actor, { purpose: 'prove', principal, browser }, wish);
}

interface Beginner {
  readonly purpose: Purpose;
  readonly principal: Principal | null;
  /** The cookie that the browser has from an earlier beginning: another tab may still be on its way. */
  readonly browser: string | null;
}

async function begin(ctx: Context, actor: Actor, beginner: Beginner, wish: Wish): Promise<Begun> {
  const { provider, remember = false, next } = wish;
  const client = signInClient(ctx, provider);
  if (!client) throw invalidField('provider', 'not_offered');
  const { purpose, principal } = beginner;
  const browser = /^[\w-]{43}$/.test(beginner.browser ?? '') ? (beginner.browser ?? '') : randomSecret();
  const state = randomSecret();
  const id = randomUUID();
  const expires_at = await ctx.write(actor, async (tx) => {
    const expires = instantOf(Date.parse(tx.now) + lifetimeMs);
    await insertAuthorization(tx, {
      id,
      state_hash: hashSecret(state),
      browser_hash: hashSecret(browser),
      purpose,
      provider,
      url: client.origin,
      account_id: principal?.account.id ?? null,
      session_id: principal?.credential.id ?? null,
      next: next ?? null,
      remembered_at: remember ? tx.now : null,
      expires_at: expires,
    });
    return expires;
  });
  const url = await client.oauth.authorizationUrl(
    signInScopes[provider],
    redirectUriOf(ctx, provider),
    state,
    verifierOf(ctx, state),
  );
  return { authorization: { url, expires_at }, browser };
}
