import { sshKeys } from '@loge/protocol';
import { notFound } from '../../kernel/app-error.ts';
import { bind } from '../../platform/http/bind.ts';
import { signForKey } from '../api-tokens/feature.ts';
import { addKey } from './add-key.ts';
import { beginClaim } from './begin-claim.ts';
import { editKey } from './edit-key.ts';
import { enableKey } from './enable-key.ts';
import { toKey } from './key-object.ts';
import { lookUpKey } from './look-up-key.ts';
import { proveClaim } from './prove-claim.ts';
import { type FoundKey, keyOf, keysOf } from './queries.ts';
import { removeKey } from './remove-key.ts';

/** Type and base64 of a stored key. */
const withoutComment = (content: string): string => content.split(' ', 2).join(' ');

const ownerOf = ({ account_id, username }: FoundKey) => ({ id: account_id, username });

export const keyRoutes = [
  bind(sshKeys.listKeys, async (ctx, { principal: { account } }) => ({
    keys: (await keysOf(ctx.reader, account.id)).map((key) => toKey(key, account)),
  })),
  bind(sshKeys.showKey, async (ctx, { principal: { account }, params }) => {
    const key = await keyOf(ctx.reader, account.id, params.id);
    if (!key) throw notFound('key');
    return { key: toKey(key, account) };
  }),
  bind(sshKeys.addKey, async (ctx, { actor, principal: { account }, body }) => ({
    key: toKey(await addKey(ctx, actor, account, body), account),
  })),
  bind(sshKeys.editKey, async (ctx, { actor, principal, params, body }) => ({
    key: toKey(await editKey(ctx, actor, principal, params.id, body), principal.account),
  })),
  bind(sshKeys.removeKey, async (ctx, { actor, principal: { account }, params }) =>
    removeKey(ctx, actor, account, params.id).then(() => undefined),
  ),
  bind(sshKeys.enableKey, async (ctx, { actor, principal: { account }, params }) => ({
    key: toKey(await enableKey(ctx, actor, account, params.id), account),
  })),
  bind(sshKeys.beginClaim, async (ctx, { actor, principal: { account }, body }) => ({
    claim: await beginClaim(ctx, actor, account, body.content),
  })),
  bind(sshKeys.proveClaim, async (ctx, { actor, principal: { account }, body }) => ({
    key: toKey(await proveClaim(ctx, actor, account, body), account),
  })),

  // What the platform's SSH front asks.
  bind(sshKeys.lookUpKey, async (ctx, { body }) => {
    const key = await lookUpKey(ctx, body.fingerprint);
    return {
      ssh: {
        key_id: key.key_id,
        key: withoutComment(key.content),
        account: ownerOf(key),
        expires_at: key.expires_at,
      },
    };
  }),
  bind(sshKeys.logInByKey, async (ctx, { body }) => {
    const key = await lookUpKey(ctx, body.fingerprint);
    return { token: await signForKey(ctx, key.account_id, key.key_id), account: ownerOf(key) };
  }),
];
