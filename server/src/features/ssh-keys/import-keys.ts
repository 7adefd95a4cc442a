import { sshKeys } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { recipientOf } from '../accounts/feature.ts';
import { newKey } from './add-key.ts';
import { keyEvent, mailedKey } from './key-object.ts';
import { KeyRefused } from './key-types.ts';
import { keysAddedMail } from './mails.ts';
import { holdsPrivateKey } from './private-key.ts';
import { cleanComment, type PublicKey, readPublicKey } from './public-key.ts';
import { countKeys, insertKey, type SshKey } from './queries.ts';

/** A key as the member's account on another platform has it. */
interface ImportedKey {
  readonly title: string;
  /** OpenSSH's line, or another form that `readPublicKey` reads. */
  readonly content: string;
}

/**
 * Adds the keys of a member's account on another platform, named `<source>-<title>`, and returns those that are new here
 * (docs/contract.md#integrations). Keys that are not accepted or are on an account already are left out silently. So are keys
 * beyond the most that an account can have.
 */
export async function importKeys(
  ctx: Context,
  actor: Actor,
  account: Account,
  source: string,
  lines: readonly ImportedKey[],
): Promise<SshKey[]> {
  const found = lines.flatMap(({ title, content }) => {
    const key = holdsPrivateKey(title) ? null : readOrNull(ctx, content);
    return key ? [{ key, name: nameOf(source, title || key.comment) }] : [];
  });
  return ctx.write(actor, async (tx) => {
    const room = sshKeys.maxKeys - (await countKeys(tx, account.id));
    const added: SshKey[] = [];
    for (const { key, name } of found) {
      if (added.length >= room) break;
      const row = await insertKey(tx, newKey(key, account.id, name, null));
      if (!row) continue;
      await tx.record({ type: 'new_key', accountId: account.id, data: keyEvent(row) });
      added.push(row);
    }
    if (added.length > 0) {
      const keys = added.map(mailedKey);
      await tx.enqueue(
        keysAddedMail.to(recipientOf(account), { keys, at: tx.now, remoteIp: actor.remoteIp }),
      );
    }
    return added;
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

const nameOf = (source: string, title: string): string => cleanComment(`${source}-${title}`);
