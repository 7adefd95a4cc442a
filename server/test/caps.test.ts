import { expect, it } from 'vitest';
import { minutes } from '../src/kernel/clock.ts';
import { onEachDatabase } from './harness.ts';
import { fieldCode, journalOf } from './observe.ts';
import { askForToken, makeToken } from './tokens.ts';

onEachDatabase(
  'what one account can have',
  (test) => {
    // ASVS 2.3.2
    it('is so many live tokens, and a clear word beyond', async () => {
      const who = await test().person();
      const made = await makeToken(test(), who, { name: 'first' });
      await makeToken(test(), who, { name: 'short', expires_in_days: 1 });
      for (let n = 2; n < 10; n++) await makeToken(test(), who);
      const refused = await askForToken(test(), who);
      expect(fieldCode(refused, 'base')).toBe('too_many');
      expect(refused.body.details.base).toEqual([{ code: 'too_many', max: 10 }]);
      // Another's are not counted; what was revoked, or has expired, makes room.
      await makeToken(test(), await test().person());
      const session = await test().signIn(who);
      await test().call('DELETE', `/v1/tokens/${made.id}`, { session });
      await makeToken(test(), who);
      expect((await askForToken(test(), who)).status).toBe(422);
      test().clock.advance(minutes(60 * 24));
      await makeToken(test(), who);
    });

    // ASVS 2.3.2
    it('is so many sessions: the one that was not seen for longest ends, and the journal says so', async () => {
      const who = await test().person();
      const sessions: string[] = [];
      for (let n = 0; n < 5; n++) {
        sessions.push(await test().signIn(who));
        test().clock.advance(minutes(2));
      }
      const works = async (session = '') =>
        (await test().call('GET', '/v1/users/self', { session })).status === 200;
      // The first was opened first, and is used now.
      expect(await works(sessions[0])).toBe(true);
      await test().app.flush();
      const seen = () =>
        test()
          .app.ctx.reader.selectFrom('sessions')
          .select('id')
          .where('account_id', '=', who.id)
          .where('seen_at', '=', new Date(test().clock.now()).toISOString())
          .execute();
      expect(await seen()).toHaveLength(1);
      test().clock.advance(minutes(2));
      const newest = await test().signIn(who);
      expect(await works(newest)).toBe(true);
      expect(await Promise.all(sessions.map(works))).toEqual([true, false, true, true, true]);
      const ended = (await journalOf(test().app, who.id)).filter(({ type }) => type === 'sessions_ended');
      expect(ended).toHaveLength(1);
    });
  },
  { LOGE_MAX_TOKENS: '10', LOGE_MAX_SESSIONS: '5' },
);
