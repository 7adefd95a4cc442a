import { twoFactor } from '@loge/protocol';
import { bind } from '../../../platform/http/bind.ts';
import { disableTotp } from './disable-totp.ts';
import { beginTotp, validateTotp } from './enable-totp.ts';
import { codesOf } from './queries.ts';
import { renewCodes } from './renew-codes.ts';
import { stopFactorReset } from './reset-factors.ts';
import { stopTotp } from './stop-totp.ts';

const statusOf = (uuid: string, enabled: boolean) => ({ uuid, enabled, provider: enabled ? 'totp' : null });

export const twoFactorRoutes = [
  bind(twoFactor.getTfa, async (_ctx, { principal: { account } }) => ({
    tfa: statusOf(account.id, account.totp_since !== null),
  })),
  bind(twoFactor.beginTfa, async (ctx, { actor, principal, body }) => ({
    tfa: {
      uuid: principal.account.id,
      enabled: false,
      provider: 'totp',
      uri: await beginTotp(ctx, actor, principal, body.provider),
    },
  })),
  bind(twoFactor.validateTfa, async (ctx, { actor, principal, body }) => ({
    tfa: {
      codes: await validateTotp(ctx, actor, principal, body.attempt),
      user: statusOf(principal.account.id, true),
    },
  })),
  bind(twoFactor.disableTfa, async (ctx, { actor, principal, body }) => {
    await disableTotp(ctx, actor, principal.account, body);
    const status = statusOf(principal.account.id, false);
    return { tfa: status, ...status };
  }),
  bind(twoFactor.getCodes, async (ctx, { principal }) => ({
    codes: await codesOf(ctx.reader, principal.account.id),
  })),
  bind(twoFactor.renewCodes, async (ctx, { actor, principal }) => ({
    tfa: { codes: await renewCodes(ctx, actor, principal.account) },
  })),
  bind(twoFactor.stopTfa, async (ctx, { actor, body }) => {
    await stopTotp(ctx, actor, body.token);
    return {};
  }),
  bind(twoFactor.stopReset, async (ctx, { actor, body }) => {
    await stopFactorReset(ctx, actor, body.token);
    return {};
  }),
];
