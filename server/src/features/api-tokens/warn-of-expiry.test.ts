import { beforeEach, expect, it } from 'vitest';
import { isTo, onEachDatabase, type Person } from '../../../test/harness.ts';
import { makeToken } from '../../../test/tokens.ts';
import { openApp } from '../../app.ts';
import { days, hours } from '../../kernel/clock.ts';
import { makeLogger } from '../../platform/log/logger.ts';

onEachDatabase(
  'warning of tokens that end',
  (test) => {
    let who: Person;
    beforeEach(async () => {
      test().clock.advance(hours(1));
      who = await test().person();
    });
    const warnings = async (person = who) => {
      await test().app.housekeeping.sweep();
      await test().drain();
      return test().smtp.mails.filter(
        (mail) =>
          isTo(mail, person.email) && /expire/.test(mail.subject) && !/created|made/.test(mail.subject),
      );
    };
    const renew = async (id: string, body: object) =>
      test().call('PATCH', `/v1/tokens/${id}/renew`, { session: await test().signIn(who), body });

    it('mails once 7 days before and once 1 day before', async () => {
      await makeToken(test(), who, { name: 'deploys', expires_in_days: 30 });
      expect(await warnings()).toHaveLength(0);
      test().clock.advance(days(23) - 1);
      expect(await warnings()).toHaveLength(0);
      test().clock.advance(1);
      const [first, ...none] = await warnings();
      expect(none).toEqual([]);
      expect(first?.subject).toBe('An API token expires soon');
      expect(first?.text).toContain('“deploys”');
      expect(first?.text).toContain('/account/tokens');
      for (let day = 1; day < 6; day++) {
        test().clock.advance(days(1));
        expect(await warnings()).toHaveLength(1);
      }
      test().clock.advance(days(1));
      const [, second, ...more] = await warnings();
      expect(more).toEqual([]);
      expect(second?.subject).toBe('An API token expires within a day');
      test().clock.advance(days(2));
      expect(await warnings()).toHaveLength(2);
    });

    it('speaks French to whoever reads French', async () => {
      const lea = await test().person({ locale: 'fr' });
      await makeToken(test(), lea, { name: 'déploiement', expires_in_days: 30 });
      test().clock.advance(days(24));
      await test().app.housekeeping.sweep();
      const mail = await test().mailTo(lea.email, /expire bientôt/);
      expect(mail.text).toContain('«\u202fdéploiement\u202f»');
    });

    it('names several in one mail, and says the more urgent only', async () => {
      await makeToken(test(), who, { name: 'one', expires_in_days: 30 });
      await makeToken(test(), who, { name: 'two', expires_in_days: 30 });
      test().clock.advance(days(29));
      const [mail, ...none] = await warnings();
      expect(none).toEqual([]);
      expect(mail?.subject).toBe('API tokens expire within a day');
      expect(mail?.text).toMatch(/“one”.*“two”/s);
    });

    it('leaves alone what does not end, has ended, was revoked, or was just made for so short', async () => {
      await makeToken(test(), who);
      const revoked = await makeToken(test(), who, { expires_in_days: 30 });
      const renewed = await makeToken(test(), who, { expires_in_days: 30 });
      await makeToken(test(), who, { name: 'a week', expires_in_days: 7 });
      expect(await warnings()).toHaveLength(0);
      test().clock.advance(days(6));
      // A token of a week is warned of on its last day only, a token of a day not at all.
      await makeToken(test(), who, { name: 'a day', expires_in_days: 1 });
      const [last, ...none] = await warnings();
      expect(none).toEqual([]);
      expect(last?.text).toContain('“a week”');
      expect(last?.text).not.toContain('“a day”');
      await test().call('DELETE', `/v1/tokens/${revoked.id}`, { session: await test().signIn(who) });
      await renew(renewed.id, {});
      test().clock.advance(days(17.5));
      expect(await warnings()).toHaveLength(1);
    });

    it('warns again of one that was renewed', async () => {
      const { id } = await makeToken(test(), who, { expires_in_days: 30 });
      test().clock.advance(days(29));
      expect(await warnings()).toHaveLength(1);
      await renew(id, {});
      test().clock.advance(days(22));
      expect(await warnings()).toHaveLength(1);
      test().clock.advance(days(1));
      expect(await warnings()).toHaveLength(2);
    });

    it('does not write to the suspended or the leaving', async () => {
      await makeToken(test(), who, { expires_in_days: 30 });
      await test().app.database.transaction((writer) =>
        writer
          .updateTable('accounts')
          .set({ suspended_at: '2026-11-23T12:00:00.000Z' })
          .where('id', '=', who.id)
          .execute(),
      );
      test().clock.advance(days(24));
      expect(await warnings()).toHaveLength(0);
    });

    it('is mailed once when several nodes sweep at the same time', async () => {
      const { app, clock } = test();
      // A SQLite database has one node.
      const alone = app.database.kind === 'sqlite';
      const second = alone ? app : await openApp(app.ctx.config, { clock, log: makeLogger('silent') });
      try {
        for (let i = 0; i < 5; i++) await makeToken(test(), who, { expires_in_days: 30 });
        clock.advance(days(24));
        await Promise.all([app, second, app, second].map(({ housekeeping }) => housekeeping.sweep()));
        const mails = await warnings();
        const named = mails.flatMap(({ text }) => text.match(/“a token”/g) ?? []);
        expect(named).toHaveLength(5);
      } finally {
        if (!alone) await second.close();
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
