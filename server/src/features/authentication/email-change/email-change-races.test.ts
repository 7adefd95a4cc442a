import { expect, it } from 'vitest';
import { linkToken, onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';

let count = 0;
const newAddress = () => `raced${count++}@elsewhere.test`;
const okay = (all: TestResponse[]) => all.filter(({ status }) => status === 200).length;

onEachDatabase(
  'changes of address at once',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const self = async (session: string) => (await call('GET', '/v1/users/self', { session })).body.user;
    const ask = (session: string, who: Person, email: string) =>
      call('PUT', '/v1/users/account', {
        session,
        body: { user: { email, current_password: who.password } },
      });
    const confirm = (session: string, token: string) =>
      call('POST', '/v1/users/email/confirm', { session, body: { token } });
    const cancel = (token: string) => call('POST', '/v1/users/email/cancel', { body: { token } });
    const confirmToken = async (email: string) => linkToken(await test().mailTo(email, /Confirm your new/));
    const cancelToken = async (email: string) => linkToken(await test().mailTo(email, /about to change/));
    const asked = async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const email = newAddress();
      await ask(session, who, email);
      return { who, session, email };
    };

    it('of a thousand confirmations of a hundred changes, each happens once', {
      timeout: 120_000,
    }, async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      for (let round = 0; round < 100; round++) {
        const email = newAddress();
        await ask(session, who, email);
        const token = await confirmToken(email);
        expect(okay(await Promise.all(Array.from({ length: 10 }, () => confirm(session, token))))).toBe(1);
      }
    });

    it('confirming and cancelling at once: one of them', { timeout: 60_000 }, async () => {
      for (let round = 0; round < 20; round++) {
        const { who, session, email } = await asked();
        const [yes, no] = [await confirmToken(email), await cancelToken(who.email)];
        const all = await Promise.all([confirm(session, yes), cancel(no), confirm(session, yes), cancel(no)]);
        expect(okay(all)).toBe(1);
        const won = all.findIndex(({ status }) => status === 200);
        expect((await self(session)).email).toBe(won % 2 === 0 ? email : who.email);
      }
    });

    it('two accounts after one address: one gets it', { timeout: 60_000 }, async () => {
      for (let round = 0; round < 20; round++) {
        const [a, b] = [await asked(), await asked()];
        const wanted = newAddress();
        await ask(a.session, a.who, wanted);
        const first = await confirmToken(wanted);
        await ask(b.session, b.who, wanted);
        const second = await confirmToken(wanted);
        expect(okay(await Promise.all([confirm(a.session, first), confirm(b.session, second)]))).toBe(1);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
