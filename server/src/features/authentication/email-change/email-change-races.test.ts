import { expect, it } from 'vitest';
import { effort, goesOn } from '../../../../test/effort.ts';
import { linkToken, onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';
import { inTurns, meet } from '../../../../test/meet.ts';
import {
  askToMove,
  confirmLink,
  confirmMove,
  move,
  newAddress,
  undoLink,
  undoMove,
} from '../../../../test/moves.ts';

/** A thousand tries in all, or a hundred. With either, each side goes first in its turn. */
const rounds = effort(10, 100);
const tries = 10;
const okay = (all: readonly TestResponse[]) => all.filter(({ status }) => status === 200).length;

// Throttling is off, since it would stop the losers long before a thousand.
onEachDatabase(
  'changes of address at once',
  (test) => {
    const entered = async () => {
      const who = await test().person();
      return { who, session: await test().signIn(who) };
    };
    const ask = (session: string, who: Person, email: string) => askToMove(test(), session, who, email);
    const confirm = (session: string, token: string) => confirmMove(test(), session, token);
    const cancel = (token: string) => test().call('POST', '/v1/users/email/cancel', { body: { token } });
    const emailOf = async (session: string) =>
      (await test().call('GET', '/v1/users/self', { session })).body.user.email;
    const claimsOf = async (id: string) =>
      (
        await test()
          .app.ctx.reader.selectFrom('claims')
          .select('key')
          .where('kind', '=', 'email')
          .where('account_id', '=', id)
          .execute()
      ).map(({ key }) => key);

    it(`of ${rounds * tries} confirmations of ${rounds} changes, each happens once`, async () => {
      const { who, session } = await entered();
      for (let round = 0; round < rounds; round++) {
        const email = newAddress();
        await ask(session, who, email);
        const token = await confirmLink(test(), email);
        expect(
          okay(
            await meet(
              test(),
              inTurns(tries, () => confirm(session, token)),
            ),
          ),
        ).toBe(1);
      }
    });

    it(`confirming and cancelling at once: one of them, ${rounds * tries} tries`, async () => {
      const { who, session } = await entered();
      let present = who.email;
      const winners = new Set<string>();
      for (let round = 0; goesOn(round, rounds, winners.size === 2); round++) {
        const email = newAddress();
        await ask(session, who, email);
        const yes = await confirmLink(test(), email);
        const no = linkToken(await test().mailTo(present, /about to change/));
        const sides = inTurns(
          tries,
          () => confirm(session, yes),
          () => cancel(no),
        );
        const all = await meet(test(), sides, { first: round });
        expect(okay(all)).toBe(1);
        const confirmed = all.findIndex(({ status }) => status === 200) % 2 === 0;
        winners.add(confirmed ? 'confirmed' : 'cancelled');
        if (confirmed) present = email;
        expect(await emailOf(session)).toBe(present);
      }
      expect(winners.size).toBe(2);
    });

    it(`two accounts after one address: one gets it, ${rounds * tries} tries`, async () => {
      const [a, b] = [await entered(), await entered()];
      for (let round = 0; round < rounds; round++) {
        const wanted = newAddress();
        await ask(a.session, a.who, wanted);
        const first = await confirmLink(test(), wanted);
        await ask(b.session, b.who, wanted);
        const second = await confirmLink(test(), wanted);
        const sides = inTurns(
          tries,
          () => confirm(a.session, first),
          () => confirm(b.session, second),
        );
        const all = await meet(test(), sides, { first: round });
        expect(okay(all)).toBe(1);
        const has = [await emailOf(a.session), await emailOf(b.session)];
        expect(has.filter((email) => email === wanted)).toHaveLength(1);
      }
    });

    it(`the owner’s undo against the thief’s, and against a confirmation: the owner, ${rounds * tries} tries`, async () => {
      // Making new accounts takes the time, so there are half the rounds and twice the tries.
      for (let round = 0; round < rounds / 2; round++) {
        const { who, session } = await entered();
        const second = await move(test(), session, who);
        const third = await move(test(), session, second);
        const fourth = newAddress();
        await ask(session, third, fourth);
        const [owners, thiefs] = [await undoLink(test(), who.email), await undoLink(test(), second.email)];
        const waiting = await confirmLink(test(), fourth);
        const contenders = [
          () => confirm(session, waiting),
          () => undoMove(test(), thiefs),
          () => undoMove(test(), owners),
        ];
        const all = await meet(test(), inTurns(2 * tries, ...contenders), { first: round });
        const won = contenders.map((_, n) => okay(all.filter((__, i) => i % 3 === n)));
        expect(won[2]).toBe(1);
        expect([won[0], won[1]].every((n) => n !== undefined && n <= 1)).toBe(true);
        const account = await test()
          .app.ctx.reader.selectFrom('accounts')
          .select(['email', 'pending_email'])
          .where('id', '=', who.id)
          .executeTakeFirst();
        expect(account).toEqual({ email: who.email, pending_email: null });
        expect(await claimsOf(who.id)).toEqual([who.email]);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
