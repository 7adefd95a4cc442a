import { type BodyOf, sshKeys } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { recipientOf } from '../accounts/feature.ts';
import { demandKey, demandNoPrivateKey } from './demand-key.ts';
import { readExpiry } from './expiry.ts';
import { keyEvent, mailedKey } from './key-object.ts';
import { keysAddedMail } from './mails.ts';
import type { PublicKey } from './public-key.ts';
import { countKeys, insertKey, keyByFingerprint, type NewKey, type SshKey } from './queries.ts';

/**
 * Adds a key. Throws 422 on `content` (why it is refused; `key_yours`, `key_taken`), `name`, `expires_at`, and `too_many` on
 * `base`. If several accounts add one key at once, one gets it.
 */
export async function addKey(
  ctx: Context,
  actor: Actor,
  account: Account,
  { name, content, expires_at }: BodyOf<typeof sshKeys.addKey>,
): Promise<SshKey> {
  demandNoPrivateKey('name', name);
  const key = demandKey(ctx, content);
  const expiresAt = readExpiry(expires_at ?? null, ctx.now());
  return ctx.write(actor, async (tx) => {
    if ((await countKeys(tx, account.id)) >= sshKeys.maxKeys) throw tooMany();
    const added = await insertKey(tx, newKey(key, account.id, name, expiresAt));
    if (!added) {
      const present = await keyByFingerprint(tx, key.sha256);
      throw invalidField('content', present?.account_id === account.id ? 'key_yours' : 'key_taken');
    }
    await tx.record({ type: 'new_key', accountId: account.id, data: keyEvent(added) });
    await tx.enqueue(
      keysAddedMail.to(recipientOf(account), {
        keys: [mailedKey(added)],
        at: tx.now,
        remoteIp: actor.remoteIp,
      }),
    );
    return added;
  });
}

export const tooMany = () => invalidField('base', 'too_many', { max: sshKeys.maxKeys });

export const newKey = (
  { content, type, bits, md5, sha256 }: PublicKey,
  accountId: string,
  name: string,
  expiresAt: string | null,
): NewKey => ({
  account_id: accountId,
  name,
  content,
  type,
  bits,
  fingerprint_md5: md5,
  fingerprint: sha256,
  expires_at: expiresAt,
  integration_id: null,
});
