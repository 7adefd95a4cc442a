import { expect, it } from 'vitest';
import { isTo, linkToken, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { move, resetByMail, undoLink, undoMove } from '../../../../test/moves.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { days, hours, minutes } from '../../../kernel/clock.ts';

onEachDatabase(
  'deleting an account',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const idIn = (text: string) => /[?&]id=([\w-]+)/.exec(text)?.[1] ?? '';
    const stopIn = (text: string) => /delete\/stop\?token=([\w-]+)/.exec(text)?.[1] ?? '';
    const asked = async (options: Parameters<ReturnType<typeof test>['person']>[0] = {}) => {
      const who = await test().person(options);
      const session = await test().signIn(who);
      expect((await call('POST', '/v1/users/delete', { session })).status).toBe(202);
      const mail = await test().mailTo(who.email, /Confirm that your account/);
      return { who, session, id: idIn(mail.text), token: linkToken(mail), stop: stopIn(mail.text) };
    };
    const confirm = (session: string, id: string, token: string, more: object = {}) =>
      call('POST', `/v1/users/delete/${id}/confirm`, { session, body: { deletion: { token, ...more } } });
    const undo = (token: string) => call('POST', '/v1/users/delete/undo', { body: { token } });
    const deleted = async () => {
      const all = await asked();
      expect((await confirm(all.session, all.id, all.token, { reason: 'moving on' })).status).toBe(200);
      return { ...all, undo: linkToken(await test().mailTo(all.who.email, /being deleted/)) };
    };
    const signIn = (who: Person) =>
      call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const command = (...typed: string[]) => runCommand(test().app.ctx, ...typed);

    // ASVS 7.4.2
    it('ends everything that opens the account, at once', async () => {
      const { who, session, id, token } = await asked();
      const { jwt, secret } = await test().bearer(who);
      const done = await confirm(session, id, token);
      expect(done.body.deletion.erase_at).toBe(new Date(test().clock.now() + days(7)).toISOString());
      expectError(await call('GET', '/v1/users/self', { session }), 'not_authenticated');
      expectError(await call('GET', '/v1/users/self', { bearer: jwt }), 'not_authenticated');
      expectError(await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` }), 'not_authenticated');
      expectError(await signIn(who), 'account_deleting');
      expectError(
        await call('POST', '/v1/tokens', { basic: `${who.email}:${who.password}`, body: { name: 'x' } }),
        'account_deleting',
      );
      await call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
      await expect(test().mailTo(who.email, /new password/)).rejects.toThrow('no mail');
      expect(await journalTypes(test().app, who.id)).toEqual(
        expect.arrayContaining(['deletion_requested', 'deletion_confirmed', 'delete_token']),
      );
    });

    it('tells only who knows the password', async () => {
      const { who } = await deleted();
      expectError(await signIn({ ...who, password: 'not the one' }), 'invalid_credentials');
    });

    it('is undone for a week: the account is back, its tokens are not', async () => {
      const { who, session, id, token: confirmation } = await asked();
      const { secret } = await test().bearer(who);
      expect((await confirm(session, id, confirmation)).status).toBe(200);
      const token = linkToken(await test().mailTo(who.email, /being deleted/));
      test().clock.advance(days(7) - 1);
      expect((await undo(token)).status).toBe(200);
      expect((await signIn(who)).status).toBe(201);
      expectError(await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` }), 'not_authenticated');
      expect(fieldCode(await undo(token), 'token')).toBe('used_link');
      test().clock.advance(days(2));
      await test().drain();
      expect((await signIn(who)).status).toBe(201);
      await test().mailTo(who.email, /is back/);
    });

    // ASVS 14.2.7
    it('erases after a week: the name and address are free, and nobody finds the account', async () => {
      const { who, undo: token } = await deleted();
      test().clock.advance(days(7));
      await test().drain();
      expectError(await signIn(who), 'invalid_credentials');
      expect(fieldCode(await undo(token), 'token')).toBe('invalid_link');
      await test().mailTo(who.email, /has been erased/);
      expect((await journalTypes(test().app, who.id)).at(-1)).toBe('account_erased');
      const again = await test().person({ email: who.email, username: who.username });
      expect(again.id).not.toBe(who.id);
      const { code, said } = await runCommand(test().app.ctx, 'journal', 'verify');
      expect(code, said.join('\n')).toBe(0);
    });

    it('asks for proof, by page and by API', async () => {
      const who = await test().person();
      const { jwt } = await test().bearer(who);
      expect((await call('POST', '/v1/users/delete', { bearer: jwt })).status).toBe(202);
      test().clock.advance(minutes(10));
      expectError(await call('POST', '/v1/users/delete', { bearer: jwt }), 'proof_required');
      const withPassword = { bearer: jwt, body: { current_password: who.password } };
      expect((await call('POST', '/v1/users/delete', withPassword)).status).toBe(202);
      const late = await asked();
      test().clock.advance(minutes(10));
      expectError(await confirm(late.session, late.id, late.token), 'proof_required');
    });

    it('by bearer takes the mailed token as the proof', async () => {
      const { who, id, token } = await asked();
      const { jwt } = await test().bearer(who);
      test().clock.advance(minutes(30));
      const body = { deletion: { token, reason: null, details: null } };
      const done = await call('POST', `/v1/users/delete/${id}/confirm`, { bearer: jwt, body });
      expect(done.status, JSON.stringify(done.body)).toBe(200);
    });

    it('takes its links once, whole, in their time, for their account and request', async () => {
      const { who, session, id, token } = await asked();
      expect(fieldCode(await confirm(session, id, token.slice(1)), 'token')).toBe('invalid_link');
      const stranger = await asked();
      expectError(await confirm(stranger.session, id, token), 'not_found');
      expect(fieldCode(await confirm(stranger.session, stranger.id, token), 'token')).toBe('invalid_link');
      expectError(
        await call('POST', `/v1/users/delete/${id}/confirm`, { body: { deletion: { token } } }),
        'not_authenticated',
      );
      // A later request replaces it.
      await call('POST', '/v1/users/delete', { session });
      expect(fieldCode(await confirm(session, id, token), 'token')).toBe('used_link');
      const again = await test().mailTo(who.email, /Confirm that your account/);
      test().clock.advance(hours(24));
      const late = await test().signIn(who);
      expect(fieldCode(await confirm(late, idIn(again.text), linkToken(again)), 'token')).toBe(
        'expired_link',
      );
      expect((await signIn(who)).status).toBe(201);
    });

    it('is stopped from the mail', async () => {
      const { session, id, token, stop } = await asked();
      const stopIt = () => call('POST', '/v1/users/delete/stop', { body: { token: stop } });
      expect((await stopIt()).status).toBe(200);
      expect(fieldCode(await stopIt(), 'token')).toBe('used_link');
      expect(fieldCode(await confirm(session, id, token), 'token')).toBe('used_link');
    });

    it('is stopped by the link of its own request only, not by those of requests that were stopped or undone', async () => {
      const first = await asked();
      const stopFirst = () => call('POST', '/v1/users/delete/stop', { body: { token: first.stop } });
      expect((await stopFirst()).status).toBe(200);
      await call('POST', '/v1/users/delete', { session: first.session });
      expect(fieldCode(await stopFirst(), 'token')).toBe('used_link');
      const again = await test().mailTo(first.who.email, /Confirm that your account/);
      expect((await confirm(first.session, idIn(again.text), linkToken(again))).status).toBe(200);
      const back = linkToken(await test().mailTo(first.who.email, /being deleted/));
      expect((await undo(back)).status).toBe(200);
      const session = await test().signIn(first.who);
      await call('POST', '/v1/users/delete', { session });
      const late = await call('POST', '/v1/users/delete/stop', { body: { token: stopIn(again.text) } });
      expect(fieldCode(late, 'token')).toBe('used_link');
      const third = await test().mailTo(first.who.email, /Confirm that your account/);
      expect((await confirm(session, idIn(third.text), linkToken(third))).status).toBe(200);
    });

    it('is blocked while applications are owned, and says which, before and after the mail', async () => {
      const { who, session, id, token } = await asked();
      const shop = { id: 'ap-1', name: 'shop', url: 'https://console.example/shop' };
      await command('app', 'register', shop.id, shop.name, '--owner', who.username, '--url', shop.url);
      const { body } = await call('GET', '/v1/users/self/deletion', { session });
      expect(body.deletion.owned_applications).toEqual([shop]);
      const blocked = { base: [{ code: 'owned_applications', applications: [shop] }] };
      const confirmed = await confirm(session, id, token);
      expect(confirmed.status).toBe(422);
      expect(confirmed.body.details).toEqual(blocked);
      // Asking is refused as well: nobody is mailed a link to a page that must say no.
      const requested = await call('POST', '/v1/users/delete', { session });
      expect(requested.status).toBe(422);
      expect(requested.body).toMatchObject({ errors: { base: [expect.any(String)] }, details: blocked });
      const types = await journalTypes(test().app, who.id);
      expect(types.filter((type) => type === 'deletion_requested')).toHaveLength(1);
      // The request from before still waits for its link.
      await command('app', 'remove', shop.id);
      expect((await confirm(session, id, token)).status).toBe(200);
    });

    it('reaches every address of the last week', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const email = `later-${who.email}`;
      await call('PUT', '/v1/users/account', { session, body: { user: { email } } });
      const confirmation = linkToken(await test().mailTo(email, /Confirm your new/));
      await call('POST', '/v1/users/email/confirm', { session, body: { token: confirmation } });
      test().clock.advance(minutes(5));
      await call('POST', '/v1/users/delete', { session });
      await test().mailTo(who.email, /of yours was asked for/);
      const mail = await test().mailTo(email, /Confirm that your account/);
      const done = await confirm(session, idIn(mail.text), linkToken(mail));
      expect(done.status, JSON.stringify(done.body)).toBe(200);
      // The old address brings the account back.
      expect((await undo(linkToken(await test().mailTo(who.email, /being deleted/)))).status).toBe(200);
    });

    it('never reaches an address that nobody confirmed: a slip at sign-up gives no stranger a say', async () => {
      const typo = await test().person({ confirmed: false });
      const session = await test().signIn(typo);
      const there = await move(test(), session, typo);
      await test().drain();
      test().smtp.clear();
      await call('POST', '/v1/users/delete', { session });
      const mail = await test().mailTo(there.email, /Confirm that your account/);
      expect((await confirm(session, idIn(mail.text), linkToken(mail))).status).toBe(200);
      await test().mailTo(there.email, /being deleted/);
      expect(test().smtp.mails.filter((one) => isTo(one, typo.email))).toEqual([]);
    });

    it('never reaches an address of a change that was undone', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const second = await move(test(), session, who);
      const third = await move(test(), session, second);
      await undoMove(test(), await undoLink(test(), who.email));
      const owner = await resetByMail(test(), who, 'mine again, and only mine');
      await test().drain();
      test().smtp.clear();
      await call('POST', '/v1/users/delete', { session: await test().signIn(owner) });
      await test().mailTo(who.email, /Confirm that your account/);
      for (const thief of [second, third])
        expect(test().smtp.mails.filter((one) => isTo(one, thief.email))).toEqual([]);
    });
  },
  { LOGE_THROTTLING: 'off' },
);

onEachDatabase(
  'deleting without a grace',
  (test) => {
    it('waits for the undo of a change of address all the same', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const there = await move(test(), session, who);
      const changedAt = test().clock.now();
      test().clock.advance(minutes(5));
      await test().call('POST', '/v1/users/delete', { session });
      const mail = await test().mailTo(there.email, /Confirm that your account/);
      const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
      const body = { deletion: { token: linkToken(mail) } };
      const done = await test().call('POST', `/v1/users/delete/${id}/confirm`, { session, body });
      expect(Date.parse(done.body.deletion.erase_at)).toBe(changedAt + days(7));
      const erased = async () => (await journalTypes(test().app, who.id)).includes('account_erased');
      test().clock.advance(days(7) - minutes(5) - 1);
      await test().drain();
      expect(await erased()).toBe(false);
      test().clock.advance(1);
      await test().drain();
      expect(await erased()).toBe(true);
    });

    it('erases at once and only once, and offers no undo', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      await test().call('POST', '/v1/users/delete', { session });
      const mail = await test().mailTo(who.email, /Confirm that your account/);
      const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
      const body = { deletion: { token: linkToken(mail) } };
      await test().call('POST', `/v1/users/delete/${id}/confirm`, { session, body });
      const confirmed = await test().mailTo(who.email, /being deleted/);
      expect(confirmed.text).not.toContain('/account/delete/undo');
      await test().mailTo(who.email, /has been erased/);
      await test().drain();
      expect(
        (await journalTypes(test().app, who.id)).filter((type) => type === 'account_erased'),
      ).toHaveLength(1);
    });
  },
  { LOGE_DELETION_GRACE_DAYS: '0' },
);
