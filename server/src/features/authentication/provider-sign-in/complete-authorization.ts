import type { BodyOf, providerSignIn, ReplyOf } from '@loge/protocol';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { addressHolder, toUser, usernameFromName } from '../../accounts/feature.ts';
import { oauthTypeOf } from '../../providers/feature.ts';
import { identityOf } from '../identities/feature.ts';
import type { Cookies, Proved, SignedIn } from '../sessions/feature.ts';
import { beginnerOf, connectIdentity } from './connect.ts';
import { enter } from './enter.ts';
import { type Identified, identifyAuthorization, openAuthorization } from './open-authorization.ts';
import { proveByProvider } from './prove-by-provider.ts';

type Outcome = ReplyOf<typeof providerSignIn.complete>['provider_sign_in'];

interface Completed {
  readonly outcome: Outcome;
  /** For the cookies of whoever has been signed in. */
  readonly signedIn?: SignedIn;
  /** For the cookie of a session that has proved. */
  readonly proved?: Proved;
}

/** Who brings an answer of a provider. */
interface Comer {
  readonly actor: Actor;
  readonly principal: Principal | null;
  readonly origin: Origin;
  /** The cookie of the browser that began. */
  readonly browser: string | null;
  readonly cookies: Cookies;
}

/**
 * Does what an authorization was begun for: signs in, connects, or proves. Whom nobody knows yet is offered to sign up. Throws
 * what `openAuthorization`, `identifyAuthorization`, `enter`, `connectIdentity` and `proveByProvider` throw; `not_authenticated`
 * for what a session began that is over.
 */
export async function completeAuthorization(
  ctx: Context,
  { actor, principal, origin, browser, cookies }: Comer,
  answer: BodyOf<typeof providerSignIn.complete>,
): Promise<Completed> {
  const found = await openAuthorization(ctx, answer.state, browser);
  // Another provider sent the browser here: its code is nothing for the one that was asked.
  if (found.provider !== answer.provider) throw invalidField('state', 'invalid_link');
  // Before the provider is asked: somebody who was signed out meanwhile is told so.
  const beginner = found.purpose === 'sign_in' ? null : beginnerOf(found, principal);
  const authorization = await identifyAuthorization(ctx, actor, found, answer);
  const identity = await identityOf(ctx.reader, authorization);
  const offered = { otp: answer.otp, passkey: answer.passkey };
  if (beginner === null) {
    if (!identity) return { outcome: await newcomer(ctx, authorization) };
    const signedIn = await enter(ctx, authorization, identity, offered, cookies, origin);
    const user = await toUser(signedIn.account, ctx);
    return { outcome: outcomeOf(authorization, 'signed_in', { user, next: authorization.next }), signedIn };
  }
  if (authorization.purpose === 'connect') {
    await connectIdentity(ctx, actor, beginner, authorization, identity);
    return { outcome: outcomeOf(authorization, 'connected') };
  }
  const presented = cookies.session ?? '';
  const proved = await proveByProvider(ctx, actor, beginner, presented, authorization, identity, offered);
  return { outcome: outcomeOf(authorization, 'proved'), proved };
}

/** What is known of somebody who signs in here for the first time. */
async function newcomer(ctx: Context, authorization: Identified): Promise<Outcome> {
  const { email, username } = authorization;
  const holder = email === null ? undefined : await addressHolder(ctx.reader, email, instantOf(ctx.now()));
  const free = await usernameFromName(ctx.reader, username, ctx.config.LOGE_PLATFORM_NAME);
  return outcomeOf(authorization, holder ? 'address_taken' : 'sign_up', {
    sign_up: { provider_username: username, username: free, email },
  });
}

const outcomeOf = (
  { provider }: Pick<Identified, 'provider'>,
  outcome: Outcome['outcome'],
  more: Partial<Outcome> = {},
): Outcome => ({
  ...{ user: null, next: null, sign_up: null },
  ...more,
  outcome,
  provider: oauthTypeOf(provider),
});
