import { expect, it } from 'vitest';
import { effort, goesOn } from '../../../../test/effort.ts';
import { linkToken, onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';
import { inTurns, meet } from '../../../../test/meet.ts';
import { days } from '../../../kernel/clock.ts';

/** A thousand tries in all, or eighty. Making new accounts takes the time, so each gets more tries. */
const rounds = effort(4, 50);
const tries = 20;
const okay = (all: readonly TestResponse[]) => all.filter(({ status }) => status === 200).length;

// Throttling is off, since it would stop the losers long before a thousand.
onEachDatabase(
  'deletions at once',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const ask = async (who: Person, session: string) => {
      expect((await call('POST', '/v1/users/delete', { session })).status).toBe(202);
      const mail = await test().mailTo(who.email, /Confirm that your account/);
      return {
        id: /[?&]id=([\w-]+)/.exec(mail.text)?.[1] ?? '',
        token: linkToken(mail),
        stop: /delete\/stop\?token=([\w-]+)/.exec(mail.text)?.[1] ?? '',
      };
    };
    const asked = async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      return { who, session, ...(await ask(who, session)) };
    };
    const confirm = (session: string, { id, token }: { id: string; token: string }) =>
      call('POST', `/v1/users/delete/${id}/confirm`, { session, body: { deletion: { token } } });
    const stop = (token: string) => call('POST', '/v1/users/delete/stop', { body: { token } });
    const undo = (token: string) => call('POST', '/v1/users/delete/undo', { body: { token } });
    const deleted = async () => {
      const all = await asked();
      expect((await confirm(all.session, all)).status).toBe(200);
      return { ...all, undo: linkToken(await test().mailTo(all.who.email, /being deleted/)) };
    };
    const signIn = (who: Person) =>
      call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const accountOf = ({ id }: Person) =>
      test()
        .app.ctx.reader.selectFrom('accounts')
        .select('deleting_since')
        .where('id', '=', id)
        .executeTakeFirst();

    it(`${rounds * tries} tries: after a deletion no session lives`, async () => {
      for (let round = 0; round < rounds; round++) {
        const { who, session, ...link } = await asked();
        const all = await Promise.all(
          Array.from({ length: tries }, (_, i) => (i === 10 ? confirm(session, link) : signIn(who))),
        );
        expect(all[10]?.status).toBe(200);
        const live = await test()
          .app.ctx.reader.selectFrom('sessions')
          .select('id')
          .where('account_id', '=', who.id)
          .where('ended_at', 'is', null)
          .execute();
        expect(live).toEqual([]);
      }
    });

    it(`of ${rounds * tries} confirmations of ${rounds} deletions, each happens once`, async () => {
      for (let round = 0; round < rounds; round++) {
        const { session, ...link } = await asked();
        expect(
          okay(
            await meet(
              test(),
              inTurns(tries, () => confirm(session, link)),
            ),
          ),
        ).toBe(1);
      }
    });

    it(`confirming and stopping at once: one of them, ${rounds * tries} tries`, async () => {
      let present = await asked();
      const winners = new Set<string>();
      for (let round = 0; goesOn(round, rounds, winners.size === 2); round++) {
        const { who, session, ...link } = present;
        const sides = inTurns(
          tries,
          () => confirm(session, link),
          () => stop(link.stop),
        );
        const all = await meet(test(), sides, { first: round });
        expect(okay(all)).toBe(1);
        const confirmed = all.findIndex(({ status }) => status === 200) % 2 === 0;
        winners.add(confirmed ? 'confirmed' : 'stopped');
        expect((await accountOf(who))?.deleting_since === null).toBe(!confirmed);
        present = confirmed ? await asked() : { who, session, ...(await ask(who, session)) };
      }
      expect(winners.size).toBe(2);
    });

    it(`undoing against erasure: one of them, ${rounds * tries} tries`, async () => {
      const winners = new Set<string>();
      for (let round = 0; goesOn(round, rounds, winners.size === 2); round++) {
        const { who, undo: token } = await deleted();
        // The link is looked up in time, then the erasure falls due, then both write.
        test().clock.advance(days(7) - 1);
        const late = async () => {
          test().clock.advance(1);
          await test().drain();
        };
        const first = round % 2 === 0 ? 0 : tries;
        const undone = okay(
          await meet(
            test(),
            inTurns(tries, () => undo(token)),
            { first, late },
          ),
        );
        expect(undone).toBeLessThanOrEqual(1);
        winners.add(undone === 1 ? 'undone' : 'erased');
        // The account is back, or it is gone: never both, never neither.
        expect(await accountOf(who)).toEqual(undone === 1 ? { deleting_since: null } : undefined);
      }
      expect(winners.size).toBe(2);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
