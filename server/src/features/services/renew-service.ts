import type { Actor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { replaceSecret, type ServiceCredential } from './queries.ts';
import { newServiceSecret } from './service-secret.ts';

/**
 * Makes a new secret with the same lifetime as the old one. The old one stops working at once, or `overlapMs` later. Throws
 * `not_found` when the credential was revoked, or renewed by somebody else meanwhile.
 */
export async function renewService(
  ctx: Context,
  actor: Actor,
  present: ServiceCredential,
  overlapMs: number,
): Promise<string> {
  const secret = newServiceSecret();
  const { expires_at, issued_at, id, name } = present;
  const lifeMs = expires_at === null ? null : Date.parse(expires_at) - Date.parse(issued_at);
  await ctx.write(actor, async (tx) => {
    const now = Date.parse(tx.now);
    const renewed = await replaceSecret(tx, present, {
      hash: hashSecret(secret),
      previousUntil: overlapMs > 0 ? instantOf(now + overlapMs) : null,
      expiresAt: lifeMs === null ? null : instantOf(now + lifeMs),
    });
    if (!renewed) throw notFound('service');
    await tx.record({
      type: 'service_renewed',
      accountId: platformJournal,
      data: { service_id: id, service_name: name },
    });
  });
  return secret;
}
