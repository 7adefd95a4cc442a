import { expect, it } from 'vitest';
import { isTo, linkToken, onEachDatabase } from '../../../../test/harness.ts';
import { move } from '../../../../test/moves.ts';
import { expectError } from '../../../../test/observe.ts';
import { beginTotp, totpAt } from '../../../../test/totp.ts';
import { days, seconds } from '../../../kernel/clock.ts';

onEachDatabase(
  'an address that was released',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    /** Somebody signed up with a stranger's address and never confirmed it. A week later they sign in by username. */
    const released = async () => {
      const signedUp = await test().person({ confirmed: false });
      test().clock.advance(days(7));
      await test().drain();
      test().smtp.clear();
      const who = { ...signedUp, email: signedUp.username };
      return { who, address: signedUp.email, session: await test().signIn(who) };
    };
    const mailsTo = async (address: string) => {
      await test().drain();
      return test().smtp.mails.filter((mail) => isTo(mail, address));
    };

    it('gets no mail about what is done to the account, and no link', async () => {
      const { who, address, session } = await released();
      const secret = await beginTotp(test(), session);
      const attempt = totpAt(secret, test().clock.now());
      const enabled = await call('POST', '/v1/client/tfa/validate', { session, body: { tfa: { attempt } } });
      expect(enabled.status).toBe(200);
      test().clock.advance(seconds(30));
      const renewed = await call('POST', '/v1/client/tfa/codes', { session, body: {} });
      expect(renewed.status).toBe(200);
      const password = 'another horse, another battery';
      const user = { username: `${who.username}-b`, password, current_password: who.password };
      expect((await call('PUT', '/v1/users/account', { session, body: { user } })).status).toBe(200);
      const off = { tfa: { attempt: renewed.body.tfa.codes[0] } };
      expect((await call('DELETE', '/v1/client/tfa', { session, body: off })).status).toBe(200);
      expect((await call('POST', '/v1/users/self/revocation', { session, body: {} })).status).toBe(200);
      expect(await mailsTo(address)).toEqual([]);
    });

    it('ends where only a mail would go on: such a request is refused, not lost', async () => {
      const { address, session } = await released();
      expectError(await call('POST', '/v1/users/delete', { session }), 'account_unconfirmed');
      expectError(await call('POST', '/v1/users/self/export', { session, body: {} }), 'account_unconfirmed');
      expect(await mailsTo(address)).toEqual([]);
    });

    it('gets the mail that would give it back, as long as nobody else has it', async () => {
      const { who, address, session } = await released();
      expect((await call('POST', '/v1/users/confirmation/resend', { session })).status).toBe(202);
      const [mail] = await mailsTo(address);
      if (!mail) throw new Error('no mail');
      const confirmed = await call('POST', '/v1/users/confirmation', {
        session,
        body: { token: linkToken(mail) },
      });
      expect(confirmed.status).toBe(200);
      // Mail to the address arrives again.
      const body = { user: { username: `${who.username}-c`, current_password: who.password } };
      expect((await call('PUT', '/v1/users/account', { session, body })).status).toBe(200);
      expect((await mailsTo(address)).map(({ subject }) => subject)).toContain('Your username was changed');
    });

    it('is not mailed again by an account that lost it to another, even to one that only keeps it', async () => {
      const { address, session } = await released();
      const owner = await test().person({ email: address });
      await move(test(), await test().signIn(owner), owner);
      await test().drain();
      test().smtp.clear();
      expect((await call('POST', '/v1/users/confirmation/resend', { session })).status).toBe(202);
      expect(await mailsTo(address)).toEqual([]);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
