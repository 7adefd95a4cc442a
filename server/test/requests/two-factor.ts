import { accountByLogin } from '../../src/features/accounts/feature.ts';
import { requestFactorReset } from '../../src/features/authentication/two-factor/feature.ts';
import { commandActor } from '../../src/kernel/actor.ts';
import { type Examples, own } from '../example.ts';
import { linkToken } from '../harness.ts';
import { beginTotp, enableTotp, totpAt } from '../totp.ts';

export const examples: Examples = {
  'tfa.get': own('/v1/client/tfa'),
  'tfa.begin': own('/v1/client/tfa', { tfa: { provider: 'totp' } }),
  'tfa.validate': async (test) => {
    const owner = await test.person();
    const entered = await test.signIn(owner);
    const secret = await beginTotp(test, entered);
    return {
      path: '/v1/client/tfa/validate',
      owner,
      options: { session: entered, body: { tfa: { attempt: totpAt(secret, test.clock.now()) } } },
    };
  },
  'tfa.disable': async (test) => {
    const owner = await test.person();
    const { codes, session } = await enableTotp(test, owner);
    return {
      path: '/v1/client/tfa',
      owner,
      codes: codes.slice(1),
      options: { session, body: { tfa: { attempt: codes[0] } } },
    };
  },
  'tfa.codes': own('/v1/client/tfa/codes'),
  'tfa.renew_codes': async (test) => {
    const owner = await test.person();
    const { session, codes } = await enableTotp(test, owner);
    return { path: '/v1/client/tfa/codes', owner, codes, options: { session, body: {} } };
  },
  'tfa.stop': async (test) => {
    const owner = await test.person();
    await enableTotp(test, owner);
    const token = linkToken(await test.mailTo(owner.email, /is on/));
    return { path: '/v1/client/tfa/stop', owner, options: { body: { token } } };
  },
  'tfa.stop_reset': async (test) => {
    const owner = await test.person();
    await enableTotp(test, owner);
    const account = await accountByLogin(test.app.ctx.reader, owner.username);
    if (!account) throw new Error('nobody');
    await requestFactorReset(test.app.ctx, commandActor('test'), account, 'lost phone');
    const token = linkToken(await test.mailTo(owner.email, /will be removed/));
    return { path: '/v1/client/tfa/reset/stop', owner, options: { body: { token } } };
  },
};
