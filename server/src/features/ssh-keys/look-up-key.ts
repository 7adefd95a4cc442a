import { notFound } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { isMarkDue } from '../../platform/touch.ts';
import { isUsable } from './key-object.ts';
import { type FoundKey, foundKey, usedMark } from './queries.ts';

/**
 * The key that a connection offers, when it opens something now: enabled, unexpired, of a confirmed account that is
 * neither suspended nor being deleted (docs/rules.md#ssh-key-lookup). Everything is read every time; its use is marked,
 * once a minute. Throws `not_found`.
 *
 * @param fingerprint as sshd writes it, `SHA256:…`.
 */
export async function lookUpKey(ctx: Context, fingerprint: string): Promise<FoundKey> {
  const key = await foundKey(ctx.reader, fingerprint.replace(/^SHA256:|=$/g, ''));
  const now = ctx.now();
  if (!key || !opens(key, instantOf(now))) throw notFound('key');
  if (isMarkDue(key.last_used_at, now)) {
    // A use mark: losing the last one shows a use a minute early at most.
    ctx.touch(usedMark(key.key_id, instantOf(now)));
  }
  return key;
}

const opens = (key: FoundKey, now: string): boolean =>
  isUsable(key, now) &&
  key.email_confirmed_at !== null &&
  key.suspended_at === null &&
  key.deleting_since === null;
