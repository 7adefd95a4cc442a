import { type BodyOf, sshKeys } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { AppError, invalidField } from '../../kernel/app-error.ts';
import { hours } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { type OneTimeLink, openLink, spendLink } from '../../platform/links/one-time-link.ts';
import { accountById, recipientOf } from '../accounts/feature.ts';
import { tooMany } from './add-key.ts';
import { claimPurpose, secretOf } from './claim-challenge.ts';
import { demandNoPrivateKey } from './demand-key.ts';
import { endedKeyEvent, keyEvent, mailedKey } from './key-object.ts';
import { keyLostMail, keyReclaimedMail } from './mails.ts';
import { countKeys, keyByFingerprint, moveKey, type SshKey } from './queries.ts';
import { readSshSignature } from './ssh-signature.ts';

/**
 * Takes a key over from another account, by a signature that only the holder of its private half can make
 * (docs/rules.md#taking-over-a-key). Throws 422 on `signature` (`signature_refused`), on `challenge` (`invalid_link`,
 * `expired_link`, `used_link`, or `key_gone` when nobody else has the key any more), on `name`, and on `base` (`too_many`).
 */
export async function proveClaim(
  ctx: Context,
  actor: Actor,
  account: Account,
  { name, challenge, signature }: BodyOf<typeof sshKeys.proveClaim>,
): Promise<SshKey> {
  demandNoPrivateKey('name', name);
  demandNoPrivateKey('signature', signature);
  await ctx.throttle.take([{ name: 'key-proof:account', subject: account.id, max: 60, windowMs: hours(1) }]);
  const link = await named(() => openChallenge(ctx, account, challenge));
  if (!isSigned(challenge, signature, link.subject)) throw invalidField('signature', 'signature_refused');
  return ctx.write(actor, async (tx) => {
    await named(() => spendLink(tx, link));
    if ((await countKeys(tx, account.id)) >= sshKeys.maxKeys) throw tooMany();
    const present = await keyByFingerprint(tx, link.subject ?? '');
    if (!present || present.account_id === account.id) throw invalidField('challenge', 'key_gone');
    const moved = await moveKey(tx, present, { account_id: account.id, name });
    if (!moved) throw invalidField('challenge', 'key_gone');
    const before = await accountById(tx, present.account_id);
    await tx.record({ type: 'key_reclaimed', accountId: account.id, data: keyEvent(moved) });
    await tx.record({ type: 'key_lost', accountId: present.account_id, data: endedKeyEvent(present) });
    const mail = { at: tx.now, remoteIp: actor.remoteIp };
    await tx.enqueue(keyReclaimedMail.to(recipientOf(account), { ...mailedKey(moved), ...mail }));
    if (before) {
      // The former holder must not learn the new holder's network address.
      await tx.enqueue(keyLostMail.to(recipientOf(before), { ...mailedKey(present), at: tx.now }));
    }
    return moved;
  });
}

async function openChallenge(ctx: Context, account: Account, challenge: string): Promise<OneTimeLink> {
  const secret = secretOf(ctx, account, challenge);
  if (secret === null) throw invalidField('challenge', 'invalid_link');
  return openLink(ctx, claimPurpose, secret, account.id);
}

/** Reports what is wrong with the one-time link as an error of `challenge`. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const [issue] = (error instanceof AppError && error.details.fields?.token) || [];
    throw issue ? invalidField('challenge', issue.code) : error;
  }
}

function isSigned(challenge: string, armored: string, fingerprint: string | null): boolean {
  const signature = readSshSignature(armored);
  if (!signature || signature.namespace !== sshKeys.claimNamespace) return false;
  if (signature.sha256 !== fingerprint) return false;
  // `echo` and editors add a line end. Nothing else may differ.
  return ['', '\n', '\r\n'].some((end) => signature.signs(challenge + end));
}
