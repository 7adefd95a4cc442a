import { expect, it } from 'vitest';
import { isTo, linkToken, onEachDatabase } from '../../../../test/harness.ts';
import { move, resetByMail, undoLink, undoMove } from '../../../../test/moves.ts';
import { expectError, fieldCode } from '../../../../test/observe.ts';

const mine = 'mine again, and only mine';

onEachDatabase(
  'several changes of address, undone one after the other',
  (test) => {
    /** A thief changes the address twice within one millisecond of the clock, so only the order counts. */
    const stolen = async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const second = await move(test(), session, who);
      const third = await move(test(), session, second);
      return {
        who,
        second,
        third,
        owners: await undoLink(test(), who.email),
        thiefs: await undoLink(test(), second.email),
      };
    };

    it('a newer undo leaves the older one alive: the owner still comes back, and the reset is theirs', async () => {
      const { who, second, owners, thiefs } = await stolen();
      test().smtp.clear();
      expect((await undoMove(test(), thiefs)).status).toBe(200);
      // Each undo mails its reset link to the address that it restored.
      const theirs = linkToken(await test().mailTo(second.email, /new password/));
      expect(
        test().smtp.mails.filter((mail) => isTo(mail, who.email) && /password/.test(mail.subject)),
      ).toEqual([]);
      test().smtp.clear();
      expect((await undoMove(test(), owners)).status).toBe(200);
      const owner = await resetByMail(test(), who, mine);
      expect(test().smtp.mails.filter((mail) => isTo(mail, second.email))).toEqual([]);
      const late = { body: { user: { token: theirs, password: 'the thief chose this one' } } };
      expect(fieldCode(await test().call('PUT', '/v1/users/password/reset', late), 'token')).toBe(
        'used_link',
      );
      expect(await test().signIn(owner)).toMatch(/^[\w-]{43}$/);
    });

    it('an older undo ends the newer ones', async () => {
      const { owners, thiefs } = await stolen();
      expect((await undoMove(test(), owners)).status).toBe(200);
      expect(fieldCode(await undoMove(test(), thiefs), 'token')).toBe('used_link');
    });

    it('each works once', async () => {
      const { owners, thiefs } = await stolen();
      expect((await undoMove(test(), thiefs)).status).toBe(200);
      expect(fieldCode(await undoMove(test(), thiefs), 'token')).toBe('used_link');
      expect((await undoMove(test(), owners)).status).toBe(200);
      for (const again of [owners, thiefs])
        expect(fieldCode(await undoMove(test(), again), 'token')).toBe('used_link');
    });

    it('an undo of before stays good when a later change is undone, also after a reset and another change', async () => {
      const { who, second, owners, thiefs } = await stolen();
      await undoMove(test(), thiefs);
      const thief = await resetByMail(test(), second, 'the thief chose this one');
      const fourth = await move(test(), await test().signIn(thief), thief);
      expect((await undoMove(test(), owners)).status).toBe(200);
      const refused = await test().call('POST', '/v1/sessions', {
        body: { session: { login: fourth.email, password: fourth.password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expectError(refused, 'invalid_credentials');
      const owner = await resetByMail(test(), who, mine);
      expect(await test().signIn(owner)).toMatch(/^[\w-]{43}$/);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
