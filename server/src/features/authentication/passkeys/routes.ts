import { passkeys } from '@loge/protocol';
import { notFound } from '../../../kernel/app-error.ts';
import { bind } from '../../../platform/http/bind.ts';
import { addPasskey, demandPossible, registrationOptions } from './add-passkey.ts';
import { challengeMs, makeChallenge } from './challenge.ts';
import { type Passkey, passkeysOf, renamePasskey } from './queries.ts';
import { removePasskey } from './remove-passkey.ts';

const toPasskey = ({
  id,
  name,
  created_at,
  last_used_at,
  backup,
  suspended_at,
}: Passkey): passkeys.Passkey => ({
  id,
  name,
  created_at,
  last_used_at,
  backup: backup === 'device' || backup === 'eligible' ? backup : 'backed_up',
  suspended_at,
});

export const passkeyRoutes = [
  bind(passkeys.challenge, async (ctx) => {
    demandPossible(ctx);
    return {
      options: {
        challenge: Buffer.from(makeChallenge(ctx, 'assert', '')).toString('base64url'),
        timeout: challengeMs,
        rpId: ctx.config.publicUrl.hostname,
        userVerification: 'preferred' as const,
      },
    };
  }),
  bind(passkeys.beginRegistration, async (ctx, { principal }) => ({
    options: await registrationOptions(ctx, principal),
  })),
  bind(passkeys.addPasskey, async (ctx, { actor, principal, body }) => {
    const { passkey, codes } = await addPasskey(ctx, actor, principal, body);
    return { passkey: toPasskey(passkey), codes };
  }),
  bind(passkeys.listPasskeys, async (ctx, { principal }) => ({
    passkeys: (await passkeysOf(ctx.reader, principal.account.id)).map(toPasskey),
  })),
  bind(passkeys.renamePasskey, async (ctx, { actor, principal, params, body }) => {
    const { account } = principal;
    const passkey = await ctx.write(actor, async (tx) => {
      const renamed = await renamePasskey(tx, account.id, params.id, body.name);
      if (!renamed) throw notFound('passkey');
      await tx.record({
        type: 'passkey_renamed',
        accountId: account.id,
        data: { name: body.name, passkey_id: params.id },
      });
      return renamed;
    });
    return { passkey: toPasskey(passkey) };
  }),
  bind(passkeys.removePasskey, async (ctx, { actor, principal, params, body }) => {
    await removePasskey(ctx, actor, principal.account, params.id, body);
    return undefined;
  }),
];
