import { expect, it } from 'vitest';
import { isTo, onEachDatabase, type Person, testPassword } from '../../../../test/harness.ts';
import { inTurns, meet } from '../../../../test/meet.ts';
import {
  askToMove,
  confirmLink,
  confirmMove,
  move,
  newAddress,
  resetByMail,
  undoLink,
  undoMove,
} from '../../../../test/moves.ts';
import { fieldCode, journalTypes } from '../../../../test/observe.ts';
import { days } from '../../../kernel/clock.ts';

const mine = 'mine again, and only mine';

onEachDatabase(
  'an address of before, while the change can be undone',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const signUp = (email: string) =>
      call('POST', '/v1/users', { body: { user: { email, password: testPassword } } });
    const accountsAt = async (email: string) =>
      test()
        .app.ctx.reader.selectFrom('accounts')
        .select('id')
        .where('email_key', '=', email.toLowerCase())
        .execute();
    const entered = async () => {
      const who = await test().person();
      return { who, session: await test().signIn(who) };
    };
    const moved = async () => {
      const { who, session } = await entered();
      return { who, session, there: await move(test(), session, who) };
    };
    const owns = async (who: Person, password: string) => {
      const session = await test().signIn({ ...who, password });
      return (await call('GET', '/v1/users/self', { session })).body.user.email === who.email;
    };

    it('is not to be had by signing up: the owner still comes back', async () => {
      const { who } = await moved();
      const link = await undoLink(test(), who.email);
      test().clock.advance(days(7) - 1);
      // The thief takes the address that their change left.
      expect((await signUp(who.email)).status).toBe(201);
      expect(await accountsAt(who.email)).toEqual([]);
      expect((await undoMove(test(), link)).status).toBe(200);
      await resetByMail(test(), who, mine);
      expect(await owns(who, mine)).toBe(true);
    });

    it('answers a sign-up as a taken one, and the mail goes to it, not to the present address', async () => {
      const { who, there } = await moved();
      const link = await undoLink(test(), who.email);
      test().smtp.clear();
      const refused = await signUp(who.email.toUpperCase());
      const free = await signUp(newAddress());
      expect([refused.status, Object.keys(refused.body.user)]).toEqual([
        free.status,
        Object.keys(free.body.user),
      ]);
      const told = await test().mailTo(who.email, /kept for its account/);
      expect(told.text).toContain('30 November 2026');
      expect(told.text).not.toContain(there.email);
      expect(test().smtp.mails.filter((mail) => isTo(mail, there.email))).toEqual([]);
      expect(await journalTypes(test().app, who.id)).toContain('sign_up_refused');
      expect((await undoMove(test(), link)).status).toBe(200);
    });

    it('is refused to other accounts as a taken one is, and its reader is told', async () => {
      const { who, there } = await moved();
      const other = await entered();
      test().smtp.clear();
      const asked = await askToMove(test(), other.session, other.who, who.email);
      expect([asked.status, asked.body.user.unconfirmed_email]).toEqual([200, who.email]);
      await test().mailTo(who.email, /asked to use an address of yours/);
      await expect(confirmLink(test(), who.email)).rejects.toThrow('no mail');
      expect(test().smtp.mails.filter((mail) => isTo(mail, there.email))).toEqual([]);
    });

    it('is refused to a change that was asked for while it was free', async () => {
      const email = newAddress();
      const other = await entered();
      await askToMove(test(), other.session, other.who, email);
      const token = await confirmLink(test(), email);
      const owner = await entered();
      const there = await move(test(), owner.session, owner.who, email);
      await move(test(), owner.session, there);
      expect(fieldCode(await confirmMove(test(), other.session, token), 'email')).toBe('taken');
    });

    it('may be taken back by its own account', async () => {
      const { who, session, there } = await moved();
      const back = await move(test(), session, there, who.email);
      expect(await owns(back, who.password)).toBe(true);
      // The first address is the present one again, for good; the other one is held now.
      test().clock.advance(days(7));
      await test().app.housekeeping.sweep();
      await signUp(who.email);
      expect(await accountsAt(who.email)).toEqual([{ id: who.id }]);
      await signUp(there.email);
      expect(await accountsAt(there.email)).toHaveLength(1);
    });

    it.each(['swept', 'not swept yet'])('is free after a week (%s)', async (how) => {
      const { who } = await moved();
      test().clock.advance(days(7));
      if (how === 'swept') {
        await test().app.housekeeping.sweep();
        const left = await test()
          .app.ctx.reader.selectFrom('claims')
          .select('key')
          .where('key', '=', who.email)
          .execute();
        expect(left).toEqual([]);
      }
      const again = await test().person({ email: who.email });
      expect(await accountsAt(who.email)).toEqual([{ id: again.id }]);
    });

    it('is one of several, after several changes; the first that is undone frees what came after it', async () => {
      const { who, session, there } = await moved();
      test().clock.advance(days(1));
      const again = await test().signIn(there);
      const third = await move(test(), again, there);
      for (const held of [who, there]) {
        expect((await signUp(held.email)).status).toBe(201);
        expect(await accountsAt(held.email)).toEqual([]);
      }
      expect(session).toMatch(/^[\w-]{43}$/);
      expect((await undoMove(test(), await undoLink(test(), who.email))).status).toBe(200);
      for (const freed of [there, third]) {
        await signUp(freed.email);
        expect(await accountsAt(freed.email)).toHaveLength(1);
      }
      expect(await accountsAt(who.email)).toEqual([{ id: who.id }]);
    });

    it('stays held by an older change when a newer one is undone', async () => {
      const { who, there } = await moved();
      const first = await undoLink(test(), who.email);
      test().clock.advance(days(1));
      const session = await test().signIn(there);
      await move(test(), session, there);
      expect((await undoMove(test(), await undoLink(test(), there.email))).status).toBe(200);
      await signUp(who.email);
      expect(await accountsAt(who.email)).toEqual([]);
      expect((await undoMove(test(), first)).status).toBe(200);
      expect(await accountsAt(who.email)).toEqual([{ id: who.id }]);
    });

    it('is free at once when nobody had confirmed it: there is nothing to undo', async () => {
      const who = await test().person({ confirmed: false });
      const session = await test().signIn(who);
      await move(test(), session, who);
      const owner = await test().person({ email: who.email });
      expect(await accountsAt(who.email)).toEqual([{ id: owner.id }]);
    });

    it('is free once the account is erased, with all the others', async () => {
      const { who, there } = await moved();
      const session = await test().signIn(there);
      await call('POST', '/v1/users/delete', { session });
      const mail = await test().mailTo(there.email, /Confirm that your account/);
      const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
      const token = /confirm\?id=[\w-]+&token=([\w-]+)/.exec(mail.text)?.[1];
      const body = { deletion: { token } };
      expect((await call('POST', `/v1/users/delete/${id}/confirm`, { session, body })).status).toBe(200);
      test().clock.advance(days(7));
      await test().drain();
      const left = await test()
        .app.ctx.reader.selectFrom('claims')
        .select('key')
        .where('account_id', '=', who.id)
        .execute();
      expect(left).toEqual([]);
      for (const freed of [who, there]) {
        await signUp(freed.email);
        expect(await accountsAt(freed.email)).toHaveLength(1);
      }
    });

    it('goes to its owner when they and strangers come at once', async () => {
      for (let round = 0; round < 20; round++) {
        const { who } = await moved();
        const link = await undoLink(test(), who.email);
        const sides = [() => undoMove(test(), link), ...inTurns(9, () => signUp(who.email))];
        const all = await meet(test(), sides, { first: round });
        expect(all.map(({ status }) => status)).toEqual([200, ...Array.from({ length: 9 }, () => 201)]);
        expect(await accountsAt(who.email)).toEqual([{ id: who.id }]);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
