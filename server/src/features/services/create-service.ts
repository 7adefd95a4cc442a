import { randomUUID } from 'node:crypto';
import type { ServiceScope } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/clock.ts';
import { textOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { insertCredential } from './queries.ts';
import { newServiceSecret } from './service-secret.ts';

interface NewService {
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  readonly audiences: readonly string[];
  readonly expiresAt: Instant | null;
}

/** Creates a credential for one of the platform's services. Its secret is returned this once. */
export async function createService(
  ctx: Context,
  actor: Actor,
  { name, scopes, audiences, expiresAt }: NewService,
): Promise<{ id: string; secret: string }> {
  const id = randomUUID();
  const secret = newServiceSecret();
  await ctx.write(actor, async (tx) => {
    await insertCredential(tx, {
      id,
      name,
      secret_hash: hashSecret(secret),
      scopes: textOf(scopes),
      audiences: textOf(audiences),
      expires_at: expiresAt,
    });
    await tx.record({
      type: 'service_created',
      accountId: platformJournal,
      data: { service_id: id, service_name: name, scopes: [...scopes] },
    });
  });
  return { id, secret };
}
