import { describe, expect, it } from 'vitest';
import { days, minutes, seconds } from '../src/kernel/clock.ts';
import { asService } from './example.ts';
import { cookieSecret, type Loose, linkToken, onEachDatabase, type Person } from './harness.ts';
import {
  askToMove,
  confirmLink,
  confirmMove,
  move,
  newAddress,
  resetByMail,
  undoLink,
  undoMove,
} from './moves.ts';
import { fieldCode, journalTypes } from './observe.ts';
import { newSshKey } from './ssh-key-maker.ts';
import { breakIn, waysIn } from './thief.ts';
import { enableTotp } from './totp.ts';

const mine = 'mine again, and only mine';

/** What somebody who was in an account leaves behind: mailed links, genuine ones, that the owner might follow. */
onEachDatabase(
  'links made before somebody took the account back',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const self = async (session: string) => (await call('GET', '/v1/users/self', { session })).body.user;
    const askReset = (email: string) =>
      call('POST', '/v1/users/password/reset', { body: { user: { email } } });
    const stopTotp = (token: string) => call('POST', '/v1/client/tfa/stop', { body: { token } });

    /** In the session of whoever was there: a change of address, a deletion, a copy, each waiting for its link. */
    const leaveLinks = async (who: Person, session: string) => {
      const wanted = newAddress();
      expect((await askToMove(test(), session, who, wanted)).status).toBe(200);
      expect((await call('POST', '/v1/users/delete', { session })).status).toBe(202);
      const asked = await call('POST', '/v1/users/self/export', { session, body: {} });
      expect(asked.status).toBe(202);
      const mail = await test().mailTo(who.email, /Confirm that your account/);
      return {
        wanted,
        change: await confirmLink(test(), wanted),
        deletion: linkToken(mail),
        deletionId: /[?&]id=([\w-]+)/.exec(mail.text)?.[1] ?? '',
        stop: /delete\/stop\?token=([\w-]+)/.exec(mail.text)?.[1] ?? '',
        copy: linkToken(await test().mailTo(who.email, /is ready/)),
      };
    };
    const expectGivenUp = async ({ id }: Person) =>
      expect(await journalTypes(test().app, id)).toEqual(
        expect.arrayContaining(['email_change_cancelled', 'deletion_cancelled']),
      );
    const expectDead = async (owner: Person, left: Awaited<ReturnType<typeof leaveLinks>>) => {
      const session = await test().signIn(owner);
      expect((await self(session)).unconfirmed_email).toBeNull();
      expect(fieldCode(await confirmMove(test(), session, left.change), 'token')).toBe('used_link');
      const { deletion } = (await call('GET', '/v1/users/self/deletion', { session })).body;
      expect(deletion.requested_at).toBeNull();
      const body = { deletion: { token: left.deletion } };
      const deleted = await call('POST', `/v1/users/delete/${left.deletionId}/confirm`, { session, body });
      expect(fieldCode(deleted, 'token')).toBe('used_link');
      const fetched = await call('POST', '/v1/users/self/export/download', {
        session,
        body: { token: left.copy },
      });
      expect(fieldCode(fetched, 'token')).toBe('used_link');
      expect((await self(session)).email).toBe(owner.email);
      await expectGivenUp(owner);
    };

    it('open nothing once the address’s owner took an account that somebody else signed up', async () => {
      const hijacker = await test().person({ confirmed: false });
      const { session } = await enableTotp(test(), hijacker);
      const stop = linkToken(await test().mailTo(hijacker.email, /is on/));
      const left = await leaveLinks(hijacker, session);
      await askReset(hijacker.email);
      const owner = await resetByMail(test(), hijacker, mine);
      await expectDead(owner, left);
      expect(fieldCode(await stopTotp(stop), 'token')).toBe('used_link');
    });

    it('open nothing once a new password was set by mail', async () => {
      const who = await test().person();
      const left = await leaveLinks(who, await test().signIn(who));
      await askReset(who.email);
      await expectDead(await resetByMail(test(), who, mine), left);
    });

    it('open nothing once a change of address was undone', async () => {
      const who = await test().person();
      const thief = await move(test(), await test().signIn(who), who);
      test().clock.advance(minutes(1));
      const { session } = await enableTotp(test(), thief);
      const stop = linkToken(await test().mailTo(thief.email, /is on/));
      const left = await leaveLinks(thief, session);
      expect((await undoMove(test(), await undoLink(test(), who.email))).status).toBe(200);
      await expectGivenUp(who);
      // The password went with the undo: its reader is not told that it stays.
      const told = await test().mailTo(who.email, /new password/);
      expect(told.text).toContain('no longer works');
      expect(told.text).not.toContain('stays as it is');
      await expectDead(await resetByMail(test(), who, mine), left);
      expect(fieldCode(await stopTotp(stop), 'token')).toBe('used_link');
    });

    it('open nothing once the second factor was stopped', async () => {
      const who = await test().person();
      const { session } = await enableTotp(test(), who);
      const left = await leaveLinks(who, session);
      await askReset(who.email);
      const reset = linkToken(await test().mailTo(who.email, /new password/));
      expect((await stopTotp(linkToken(await test().mailTo(who.email, /is on/)))).status).toBe(200);
      const old = await call('PUT', '/v1/users/password/reset', {
        body: { user: { token: reset, password: mine } },
      });
      expect(fieldCode(old, 'token')).toBe('used_link');
      await expectGivenUp(who);
      // The link that the stop itself mailed is good.
      await expectDead(await resetByMail(test(), who, mine), left);
    });

    describe('but the owner’s own ways back stay open', () => {
      it('the undo of a change of address, whatever the thief does at the new one', async () => {
        const who = await test().person();
        const second = await move(test(), await test().signIn(who), who);
        const owners = await undoLink(test(), who.email);
        const third = await move(test(), await test().signIn(second), second);
        await enableTotp(test(), third);
        // By turns: stops the factor, sets a password by mail, undoes the second change.
        expect((await stopTotp(linkToken(await test().mailTo(third.email, /is on/)))).status).toBe(200);
        await resetByMail(test(), third, 'the thief chose this one');
        expect((await undoMove(test(), await undoLink(test(), second.email))).status).toBe(200);
        await resetByMail(test(), second, 'the thief chose this one');
        expect((await undoMove(test(), owners)).status).toBe(200);
        expect((await self(await test().signIn(await resetByMail(test(), who, mine)))).email).toBe(who.email);
      });

      it('the stop of a second factor, after a reset and after the undo of a later change', async () => {
        const who = await test().person();
        // Somebody who knows the password: turns an app on, then, in another session, takes the address.
        const { codes } = await enableTotp(test(), who);
        const stop = linkToken(await test().mailTo(who.email, /is on/));
        test().clock.advance(minutes(11));
        const entered = await call('POST', '/v1/sessions', {
          body: { session: { login: who.email, password: who.password, otp: codes[0] } },
          headers: { 'sec-fetch-site': 'same-origin' },
        });
        const session = cookieSecret(entered);
        const thief = await move(test(), session, who);
        await askReset(thief.email);
        await resetByMail(test(), thief, 'the thief chose this one');
        expect((await undoMove(test(), await undoLink(test(), who.email))).status).toBe(200);
        const owner = await resetByMail(test(), who, mine);
        expect((await stopTotp(stop)).status).toBe(200);
        const last = await resetByMail(test(), owner, `${mine} at last`);
        expect(await test().signIn(last)).toMatch(/^[\w-]{43}$/);
      });

      it('the undo of a deletion, after the undo of a change of address', async () => {
        const who = await test().person();
        const session = await test().signIn(who);
        const thief = await move(test(), session, who);
        await call('POST', '/v1/users/delete', { session });
        const mail = await test().mailTo(thief.email, /Confirm that your account/);
        const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
        const body = { deletion: { token: linkToken(mail) } };
        expect((await call('POST', `/v1/users/delete/${id}/confirm`, { session, body })).status).toBe(200);
        const back = linkToken(await test().mailTo(who.email, /being deleted/));
        expect((await undoMove(test(), await undoLink(test(), who.email))).status).toBe(200);
        const owner = await resetByMail(test(), who, mine);
        expect((await call('POST', '/v1/users/delete/undo', { body: { token: back } })).status).toBe(200);
        test().clock.advance(days(8));
        await test().drain();
        expect((await self(await test().signIn(owner))).id).toBe(who.id);
      });
    });
  },
  { LOGE_THROTTLING: 'off' },
);

/** What a thief did before they asked: the undo goes back to when they came (docs/rules.md#undo-of-an-address-change). */
onEachDatabase(
  'what was made before somebody asked for another address, or turned a second factor on',
  (test) => {
    it('ends with the undo, and what is older is offered by the reset that it forces', async () => {
      const who = await test().person();
      const { secret: older } = await test().bearer(who);
      test().clock.advance(minutes(30));
      const thief = await breakIn(test(), who, { passkey: false });
      test().clock.advance(seconds(1));
      await move(test(), thief.session, who);
      expect(await waysIn(test(), thief)).toEqual(['cookie', 'bearer', 'token', 'key', 'provider']);
      expect((await undoMove(test(), await undoLink(test(), who.email))).status).toBe(200);
      expect(await waysIn(test(), thief)).toEqual([]);
      const token = linkToken(await test().mailTo(who.email, /new password/));
      const { reset } = (await test().call('POST', '/v1/users/password/reset/link', { body: { token } }))
        .body;
      expect(reset.access.map(({ name, lately }: Loose) => [name, lately])).toEqual([['test', true]]);
      const own = await test().call('POST', '/v1/tokens/exchange', { basic: `:${older}` });
      expect(own.status).toBe(200);
    });

    it('ends with the stop of the second factor', async () => {
      const who = await test().person();
      const thief = await breakIn(test(), who, { passkey: false });
      // Longer than a proof is good: it goes back to the beginning of the session, and not of the proof.
      test().clock.advance(minutes(30));
      const proved = await test().call('POST', '/v1/sessions/current/proof', {
        session: thief.session,
        body: { proof: { password: who.password } },
      });
      expect(proved.status).toBe(200);
      await enableTotp(test(), who, cookieSecret(proved));
      const stop = linkToken(await test().mailTo(who.email, /is on/));
      const stopped = await test().call('POST', '/v1/client/tfa/stop', { body: { token: stop } });
      expect(stopped.status).toBe(200);
      expect(await waysIn(test(), thief)).toEqual([]);
    });

    it('ends with the key, where a login by SSH made it; its owner is told', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const key = newSshKey();
      const body = { key: { name: 'laptop', content: key.line } };
      const added = await test().call('POST', '/v1/keys', { session, body });
      const logIn = await test().call('POST', '/v1/ssh/login', {
        ...(await asService(test(), 'ssh:login')),
        body: { ssh: { fingerprint: key.fingerprint } },
      });
      const made = await test().call('POST', '/v1/tokens', {
        bearer: logIn.body.token,
        body: { token: { name: 'command line' } },
      });
      const basic = `:${made.body.token.token}`;
      expect((await test().call('POST', '/v1/tokens/exchange', { basic })).status).toBe(200);
      await test().call('DELETE', `/v1/keys/${added.body.key.id}`, { session });
      expect((await test().call('POST', '/v1/tokens/exchange', { basic })).status).toBe(401);
      expect((await test().mailTo(who.email, /went with an SSH key/)).text).toContain('command line');
    });
  },
  { LOGE_THROTTLING: 'off' },
);
