import type { BodyOf, sshKeys } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { relyingOn } from '../../platform/http/authorise.ts';
import type { Principal } from '../../platform/principal.ts';
import { recipientOf } from '../accounts/feature.ts';
import { demandProof } from '../authentication/sessions/feature.ts';
import { demandNoPrivateKey } from './demand-key.ts';
import { readExpiry } from './expiry.ts';
import { keyEvent, mailedKey } from './key-object.ts';
import { keyProlongedMail } from './mails.ts';
import { changeKey, keyOf, type SshKey } from './queries.ts';

const isLater = (after: string | null, before: string | null): boolean =>
  before !== null && (after === null || after > before);

/**
 * Renames a key, or changes when it expires. A later expiry is like adding the key again and takes the same proof. Throws
 * `not_found`, `proof_required`, `account_unconfirmed`, 422 on `name` and `expires_at`.
 */
export async function editKey(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  id: string,
  { name, expires_at }: BodyOf<typeof sshKeys.editKey>,
): Promise<SshKey> {
  const { account } = principal;
  demandNoPrivateKey('name', name);
  const present = await keyOf(ctx.reader, account.id, id);
  if (!present) throw notFound('key');
  const change = {
    name: name ?? present.name,
    expires_at: expires_at === undefined ? present.expires_at : readExpiry(expires_at, ctx.now()),
  };
  if (change.name === present.name && change.expires_at === present.expires_at) return present;
  const later = isLater(change.expires_at, present.expires_at);
  const by = later ? await provedActor(ctx, actor, principal) : actor;
  return ctx.write(by, async (tx) => {
    const before = await keyOf(tx, account.id, id);
    if (!before) throw notFound('key');
    // Another request shortened the key's life meanwhile, so what is asked for now is longer and needs a proof.
    const expiresAt = expires_at === undefined ? before.expires_at : change.expires_at;
    if (isLater(expiresAt, before.expires_at) && !later) throw new AppError('proof_required');
    const changed = await changeKey(tx, before, { name: change.name, expires_at: expiresAt });
    if (!changed) throw notFound('key');
    await tx.record({ type: 'edit_key', accountId: account.id, data: keyEvent(changed) });
    if (later) {
      await tx.enqueue(
        keyProlongedMail.to(recipientOf(account), {
          ...mailedKey(changed),
          until: changed.expires_at,
          at: tx.now,
          remoteIp: actor.remoteIp,
        }),
      );
    }
    return changed;
  });
}

async function provedActor(ctx: Context, actor: Actor, principal: Principal): Promise<Actor> {
  if (principal.account.email_confirmed_at === null) throw new AppError('account_unconfirmed');
  const given = { password: null, otp: null };
  return relyingOn(actor, await demandProof(ctx, 'fresh_by_page', actor, principal, given));
}
