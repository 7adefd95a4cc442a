import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import { networkOf } from '../../../platform/throttle.ts';
import type { Tx } from '../../../platform/write.ts';
import { type AuthorizationAnswer, oauthTypeOf } from '../../providers/feature.ts';
import { lifetimeMs } from './begin.ts';
import { type Authorization, authorizationOf, finish, identify, redeem } from './queries.ts';
import { identifyAtProvider, signInClient } from './sign-in-client.ts';

/** An authorization of which the provider has said whose it is. */
export interface Identified extends Authorization {
  readonly uid: string;
  readonly username: string;
}

/**
 * Finds an authorization by its state, for the browser that began it. Throws 422 on `state`: `invalid_link` for one that
 * another browser began or that never was, `expired_link`, `used_link`.
 */
export async function openAuthorization(
  ctx: Context,
  state: string,
  browser: string | null,
): Promise<Authorization> {
  const authorization = await authorizationOf(ctx.reader, hashSecret(state));
  if (!authorization || authorization.browser_hash !== hashSecret(browser ?? ''))
    throw invalidField('state', 'invalid_link');
  if (authorization.finished_at !== null) throw invalidField('state', 'used_link');
  if (authorization.expires_at <= instantOf(ctx.now())) throw invalidField('state', 'expired_link');
  return authorization;
}

/** As `openAuthorization`, for one that was begun to sign in, and that the provider has been asked about. */
export async function openIdentified(
  ctx: Context,
  state: string,
  browser: string | null,
): Promise<Identified> {
  const authorization = await openAuthorization(ctx, state, browser);
  if (authorization.purpose !== 'sign_in' || !isIdentified(authorization))
    throw invalidField('state', 'invalid_link');
  return authorization;
}

const isIdentified = (authorization: Authorization): authorization is Identified =>
  authorization.uid !== null && authorization.username !== null;

/**
 * Learns whose an authorization is: from the provider the first time, and from what it said then after that. Throws 422 on
 * `state` and `code`, `provider_refused`, `provider_unreachable`.
 */
export async function identifyAuthorization(
  ctx: Context,
  actor: Actor,
  authorization: Authorization,
  answer: AuthorizationAnswer,
): Promise<Identified> {
  if (isIdentified(authorization)) return authorization;
  const { id, url } = authorization;
  // Spent before anything is asked of the provider, so that of two tries one goes on.
  await ctx.write(actor, async (tx) => {
    if (!(await redeem(tx, id))) throw invalidField('state', 'used_link');
  });
  const provider = oauthTypeOf(authorization.provider);
  const client = signInClient(ctx, provider);
  // Neither the code nor our secret is anything that a provider may see which took the place of the one that was asked.
  if (client?.origin !== url) throw invalidField('code', 'authorization_failed');
  const who = await identifyAtProvider(ctx, provider, client, answer, networkOf(actor.remoteIp));
  const identified = await ctx.write(actor, (tx) =>
    identify(tx, id, who, instantOf(Date.parse(tx.now) + lifetimeMs)),
  );
  if (!identified || !isIdentified(identified)) throw invalidField('state', 'expired_link');
  return identified;
}

/** As part of the write that the authorization was begun for: of any number of tries one goes on. Throws 422 on `state`. */
export async function finishAuthorization(tx: Tx, { id }: Authorization): Promise<void> {
  if (!(await finish(tx, id))) throw invalidField('state', 'used_link');
}
