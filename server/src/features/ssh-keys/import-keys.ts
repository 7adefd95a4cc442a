import { type integrations, sshKeys } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { recipientOf } from '../accounts/feature.ts';
import { newKey } from './add-key.ts';
import { keyEvent, mailedKey } from './key-object.ts';
import { KeyRefused } from './key-types.ts';
import { keysAddedMail } from './mails.ts';
import { holdsPrivateKey } from './private-key.ts';
import { cleanComment, type PublicKey, readPublicKey } from './public-key.ts';
import { countKeys, insertKey, keyByFingerprint, type SshKey } from './queries.ts';

/** A key as the member's account on another platform has it. */
interface ImportedKey {
  readonly title: string;
  /** OpenSSH's line, or another form that `readPublicKey` reads. */
  readonly content: string;
  /** When it ends there; null when it does not. */
  readonly expiresAt: Instant | null;
}

/** Where keys come from. */
interface KeySource {
  /** What their names begin with, such as `github`. */
  readonly name: string;
  readonly integrationId: string;
}

export interface Imported {
  readonly added: SshKey[];
  /** Those that were left out, and why, in their order. */
  readonly refused: {
    readonly title: string;
    readonly reason: (typeof integrations.importRefusals)[number];
  }[];
}

/**
 * Adds the keys of a member's account on another platform, named `<source>-<title>` (docs/contract.md#integrations). Keys that are
 * not accepted, are on an account already, or are beyond the most that an account can have, are left out. One that expires there
 * expires here at the same time.
 */
export async function importKeys(
  ctx: Context,
  actor: Actor,
  account: Account,
  source: KeySource,
  keys: readonly ImportedKey[],
): Promise<Imported> {
  const found = keys.map(({ title, content, expiresAt }) => {
    const key = holdsPrivateKey(title) ? null : readOrNull(ctx, content);
    const shownTitle = holdsPrivateKey(title) ? '' : cleanComment(title);
    return { key, expiresAt, title: shownTitle || (key ? cleanComment(key.comment) : '') };
  });
  return ctx.write(actor, async (tx) => {
    const room = sshKeys.maxKeys - (await countKeys(tx, account.id));
    const imported: Imported = { added: [], refused: [] };
    const refuse = (title: string, reason: Imported['refused'][number]['reason']) =>
      imported.refused.push({ title, reason });
    for (const { key, title, expiresAt } of found) {
      if (!key || (expiresAt !== null && expiresAt <= tx.now)) {
        refuse(title, 'refused');
        continue;
      }
      const present = await keyByFingerprint(tx, key.sha256);
      if (present) refuse(title, present.account_id === account.id ? 'key_yours' : 'key_taken');
      else if (imported.added.length >= room) refuse(title, 'too_many');
      else {
        const name = cleanComment(`${source.name}-${title}`);
        const row = await insertKey(tx, {
          ...newKey(key, account.id, name, expiresAt),
          integration_id: source.integrationId,
        });
        if (row) imported.added.push(row);
        // Somebody else added it between the look and the insert.
        else refuse(title, 'key_taken');
      }
    }
    for (const row of imported.added)
      await tx.record({ type: 'new_key', accountId: account.id, data: keyEvent(row) });
    if (imported.added.length > 0) {
      const mailed = imported.added.map(mailedKey);
      await tx.enqueue(
        keysAddedMail.to(recipientOf(account), { keys: mailed, at: tx.now, remoteIp: actor.remoteIp }),
      );
    }
    return imported;
  });
}

function readOrNull(ctx: Context, content: string): PublicKey | null {
  try {
    return readPublicKey(content, ctx.config.LOGE_SSH_MIN_RSA_BITS);
  } catch (error) {
    if (error instanceof KeyRefused) return null;
    throw error;
  }
}
