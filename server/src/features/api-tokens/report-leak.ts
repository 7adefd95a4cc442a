import { type Actor, jobActor } from '../../kernel/actor.ts';
import { instantOf, minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { afterAnswersMs } from '../../platform/jobs/runner.ts';
import { networkOf } from '../../platform/throttle.ts';
import { lockAccount, recipientOf } from '../accounts/feature.ts';
import { tokensWithSecrets } from './end-queries.ts';
import { tokenLeakedMail } from './mails.ts';
import { type ApiToken, lockLiveToken } from './queries.ts';
import { revokeWithDescendants } from './revoke-token.ts';
import { overlapUntil } from './token-life.ts';

/** Revokes the reported tokens. A second run for the same report finds nothing to revoke. */
export const leakJob = defineJob<{ hashes: string[] }>('api-tokens.leak', (ctx, { payload }) =>
  revokeLeaked(ctx, payload.hashes),
);

/**
 * Takes a report of leaked secrets. Nothing is looked up before the answer, so that the answer takes the same time whatever the
 * secrets are (docs/rules.md#leak-reports): one job is written, whether or not any of them is a token. After the answer the
 * tokens are revoked here. The job does the work if this process ends before that. Throws `throttled`.
 */
export async function reportLeak(ctx: Context, actor: Actor, secrets: readonly string[]): Promise<void> {
  await ctx.throttle.take([
    { name: 'leak:network', subject: networkOf(actor.remoteIp), max: 120, windowMs: minutes(10) },
  ]);
  const hashes = secrets.map((secret) => hashSecret(secret.trim()));
  await ctx.write(actor, (tx) => tx.enqueue(leakJob.order({ hashes }, null)));
  // The job runner alone may be late: it may be waiting for a mail server.
  ctx.after(afterAnswersMs, () => {
    revokeLeaked(ctx, hashes).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'reported tokens are revoked by the job instead');
    });
  });
}

/**
 * Revokes each token with its descendants, because a thief may have made tokens to keep. Either overlapping secret ends both.
 */
async function revokeLeaked(ctx: Context, hashes: readonly string[]): Promise<void> {
  const found = await tokensWithSecrets(ctx.reader, hashes, instantOf(ctx.now()));
  const owners = new Map<string, string[]>();
  for (const { account_id, id } of found) owners.set(account_id, [...(owners.get(account_id) ?? []), id]);
  for (const [accountId, ids] of owners) await revokeLeakedOf(ctx, accountId, { ids, hashes });
}

async function revokeLeakedOf(
  ctx: Context,
  accountId: string,
  { ids, hashes }: { readonly ids: readonly string[]; readonly hashes: readonly string[] },
): Promise<void> {
  await ctx.write(jobActor('leak-report'), async (tx) => {
    // Every write of the owner takes this lock. With it, an ending token cannot make a new one meanwhile.
    const account = await lockAccount(tx, accountId);
    const [leaked, made]: [string[], string[]] = [[], []];
    for (const id of ids) {
      // The secret is checked again within the write: after a renewal it may no longer be good.
      const present = await lockLiveToken(tx, accountId, id);
      if (!present || !opens(present, hashes, Date.parse(tx.now))) continue;
      const [token, ...others] = await revokeWithDescendants(tx, accountId, id, { descendants: true });
      if (!token) continue;
      await tx.record({
        type: 'token_leaked',
        accountId,
        data: { token_name: token.name, token_id: token.id },
      });
      leaked.push(token.name);
      made.push(...others.map(({ name }) => name));
    }
    if (account && leaked.length > 0) {
      await tx.enqueue(tokenLeakedMail.to(recipientOf(account), { leaked, made, at: tx.now }));
    }
  });
}

/** True when one of the secrets is the token's present one, or the previous one while both are good. */
const opens = (token: ApiToken, hashes: readonly string[], now: number): boolean =>
  hashes.includes(token.secret_hash) ||
  (overlapUntil(token, now) !== null && hashes.includes(token.previous_secret_hash ?? ''));
