import { sshKeys } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { hours, type Instant, instantOf, minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { makeLink } from '../../platform/links/one-time-link.ts';
import { challengeOf, claimPurpose } from './claim-challenge.ts';
import { demandKey } from './demand-key.ts';
import { keyByFingerprint } from './queries.ts';

const claimMs = minutes(10);

interface Claim {
  readonly challenge: string;
  readonly namespace: string;
  readonly expires_at: Instant;
}

/**
 * A challenge for whoever holds the private half of a key that is on another account: good once, for ten minutes,
 * for this account and this key (docs/rules.md#taking-over-a-key). Throws 422 on `content`: as adding does, `key_yours`,
 * and `key_gone` when it is on no account, and can simply be added.
 */
export async function beginClaim(
  ctx: Context,
  actor: Actor,
  account: Account,
  content: string,
): Promise<Claim> {
  await ctx.throttle.take([{ name: 'key-claim:account', subject: account.id, max: 30, windowMs: hours(1) }]);
  const { sha256 } = demandKey(ctx, content);
  const present = await keyByFingerprint(ctx.reader, sha256);
  if (!present) throw invalidField('content', 'key_gone');
  if (present.account_id === account.id) throw invalidField('content', 'key_yours');
  return ctx.write(actor, async (tx) => {
    const secret = await makeLink(tx, {
      purpose: claimPurpose,
      accountId: account.id,
      subject: sha256,
      lifetime: claimMs,
    });
    await tx.record({
      type: 'key_claim_begun',
      accountId: account.id,
      data: { fingerprint: present.fingerprint_md5 },
    });
    return {
      challenge: challengeOf(ctx, account, secret),
      namespace: sshKeys.claimNamespace,
      expires_at: instantOf(Date.parse(tx.now) + claimMs),
    };
  });
}
