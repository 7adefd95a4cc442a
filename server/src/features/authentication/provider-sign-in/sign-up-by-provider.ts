import type { BodyOf, providerSignIn } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor, Origin } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import { addIdentity, identityOf } from '../identities/feature.ts';
import type { Cookies, SignedIn } from '../sessions/feature.ts';
import { invalidFieldsOf, makeAccount, takeSignUp, usernameIssue } from '../sign-up/feature.ts';
import { enter } from './enter.ts';
import { finishAuthorization, type Identified } from './open-authorization.ts';

interface SignedUp {
  readonly account: Account;
  /** Null where the address has to be confirmed first. */
  readonly signedIn: SignedIn | null;
}

/**
 * Makes an account that the provider account signs in to. An address that the provider has verified counts as confirmed, and
 * its owner is signed in. Any other is confirmed by mail; that answers alike whether or not somebody has it already
 * (docs/rules.md#sign-up-with-a-taken-address). Throws 422 on `email` (`taken`, only for a verified one) and `username`, on
 * `base` (`linked_elsewhere`), on `state` (`used_link`).
 */
export async function signUpByProvider(
  ctx: Context,
  actor: Actor,
  authorization: Identified,
  { state: _, ...input }: BodyOf<typeof providerSignIn.signUp>,
  cookies: Cookies,
  origin: Origin,
): Promise<SignedUp> {
  await takeSignUp(ctx, origin);
  const username = await usernameIssue(ctx.reader, input.username, ctx.config.LOGE_PLATFORM_NAME);
  if (username) throw invalidFieldsOf({ username: [username] });
  const confirmed = input.email === authorization.email;
  const account = await makeAccount(
    ctx,
    actor,
    { ...input, confirmed },
    {
      async attempted(tx) {
        // The one who signs up is signed in by the same authorization.
        if (!confirmed) await finishAuthorization(tx, authorization);
      },
      async made(tx, made) {
        await addIdentity(tx, made, authorization, { made: true });
      },
    },
  );
  if (!confirmed) return { account, signedIn: null };
  const identity = await identityOf(ctx.reader, authorization);
  if (identity?.account_id !== account.id) throw new Error('a provider account signs another one in');
  return { account, signedIn: await enter(ctx, authorization, identity, {}, cookies, origin) };
}
