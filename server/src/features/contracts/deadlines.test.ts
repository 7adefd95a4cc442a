import { expect, it } from 'vitest';
import { publish } from '../../../test/contracts.ts';
import { isTo, onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days, hours, instantOf } from '../../kernel/clock.ts';
import { registerApplication } from '../applications/feature.ts';

onEachDatabase('the deadline of a contract', (test) => {
  const subjectsTo = async ({ email }: Person, of: string) => {
    await test().drain();
    return test()
      .smtp.mails.filter((mail) => isTo(mail, email) && mail.subject.includes(of))
      .map(({ subject }) => subject);
  };
  const acceptAll = async (who: Person, ...ids: string[]) => {
    const { jwt } = await test().bearer(who);
    for (const id of ids)
      await test().call('POST', `/v1/contracts/${id}/accept`, { bearer: jwt, body: { locale: 'en' } });
  };
  let count = 0;
  const named = () => {
    const en = `Terms ${count++}`;
    return { en, fr: `Conditions ${count}` };
  };

  it('is mailed when the version is published, 14 and 3 days before, and once when it has passed', async () => {
    const [late, prompt] = [await test().person(), await test().person()];
    const french = await test().person({ locale: 'fr' } as never);
    const stranger = await test().person({ confirmed: false });
    const name = named();
    const enroll_at = instantOf(test().clock.now() + days(30));
    const { id } = await publish(test(), { name, enroll_at });
    expect(await subjectsTo(late, name.en)).toEqual([`${name.en}: a new version to accept`]);
    expect(await subjectsTo(french, name.fr)).toEqual([`${name.fr}\u202f: une nouvelle version à accepter`]);
    expect(await subjectsTo(stranger, name.en)).toEqual([]);
    await acceptAll(prompt, id);
    for (let day = 0; day < 40; day++) {
      test().clock.advance(days(1));
      await test().drain();
      await test().app.housekeeping.sweep();
    }
    expect(await subjectsTo(late, name.en)).toEqual([
      `${name.en}: a new version to accept`,
      `14 days left to accept ${name.en}`,
      `3 days left to accept ${name.en}`,
      `${name.en} is overdue`,
    ]);
    expect(await subjectsTo(prompt, name.en)).toEqual([
      `${name.en}: a new version to accept`,
      `You accepted ${name.en}`,
    ]);
  });

  it('is told by what holds now, when nothing could be told for a while', async () => {
    const who = await test().person();
    const name = named();
    await publish(test(), { name, enroll_at: instantOf(test().clock.now() + days(30)) });
    await test().drain();
    // The server was down from the day after until two days before the deadline.
    test().clock.advance(days(28));
    expect(await subjectsTo(who, name.en)).toEqual([
      `${name.en}: a new version to accept`,
      `3 days left to accept ${name.en}`,
    ]);
    test().clock.advance(days(300));
    expect((await subjectsTo(who, name.en)).slice(2)).toEqual([`${name.en} is overdue`]);
  });

  it('is not announced twice on one day, nor for a version that was superseded', async () => {
    const who = await test().person();
    const [short, replaced] = [named(), named()];
    await publish(test(), { name: short, enroll_at: instantOf(test().clock.now() + days(10)) });
    const enroll_at = instantOf(test().clock.now() + days(20));
    const { slug } = await publish(test(), { name: replaced, enroll_at });
    await test().drain();
    await publish(test(), { slug, version: '2', name: named() });
    test().clock.advance(days(30));
    expect(await subjectsTo(who, short.en)).toEqual([
      `${short.en}: a new version to accept`,
      `${short.en} is overdue`,
    ]);
    expect(await subjectsTo(who, replaced.en)).toEqual([`${replaced.en}: a new version to accept`]);
  });

  it('of a contract for health data concerns those who have some', async () => {
    const [clinic, other] = [await test().person(), await test().person()];
    await registerApplication(test().app.ctx, commandActor('test'), {
      id: `ap-${clinic.id}`,
      name: 'clinic',
      url: null,
      hds: true,
      account_id: clinic.id,
    });
    const name = named();
    await publish(test(), { name, required_for: ['hds'] });
    expect(await subjectsTo(clinic, name.en)).toHaveLength(1);
    expect(await subjectsTo(other, name.en)).toEqual([]);
    const optional = named();
    await publish(test(), { name: optional, required_for: [] });
    expect(await subjectsTo(clinic, optional.en)).toEqual([]);
  });

  it('is told to everybody once, though it is begun again and again', async () => {
    const people = [];
    for (let i = 0; i < 3; i++) people.push(await test().person());
    const name = named();
    await publish(test(), { name });
    await Promise.all([test().drain(), test().drain()]);
    await test().app.database.transaction((writer) =>
      writer.updateTable('jobs').set({ done_at: null }).where('kind', '=', 'none').execute(),
    );
    for (const who of people) expect(await subjectsTo(who, name.en)).toHaveLength(1);
  });

  it('when the clock is set back, changes nothing of what was told or accepted', async () => {
    const who = await test().person();
    const name = named();
    const { id } = await publish(test(), { name, enroll_at: instantOf(test().clock.now() + days(30)) });
    await test().drain();
    await acceptAll(who, id);
    test().clock.advance(-hours(48));
    await test().drain();
    const session = await test().signIn(who);
    const { body } = await test().call('GET', `/v1/contracts/${id}`, { session });
    expect(body.contract).toMatchObject({ latest: true, pending: false, accepted: { locale: 'en' } });
    const list = await test().call('GET', '/v1/contracts', { session });
    expect(list.body.contracts.map((one: { id: string }) => one.id)).toContain(id);
    test().clock.advance(hours(48));
    expect(
      (await subjectsTo(who, name.en)).filter((subject) => subject.includes('new version')),
    ).toHaveLength(1);
  });
});

onEachDatabase(
  'an overdue contract, where the operator says so',
  (test) => {
    it('keeps the account from new tokens and keys, and from nothing else', async () => {
      const who = await test().person();
      const { jwt, tokenId } = await test().bearer(who);
      const { id } = await publish(test(), { enroll_at: instantOf(test().clock.now() + hours(1)) });
      const make = (session: string) =>
        test().call('POST', '/v1/tokens', { session, body: { token: { name: 'ci' } } });
      const add = (session: string) =>
        test().call('POST', '/v1/keys', { session, body: { name: 'laptop', content: newSshKey().line } });
      const before = await test().signIn(who);
      expect((await make(before)).status).toBe(201);
      test().clock.advance(hours(1));
      const session = await test().signIn(who);
      expectError(await make(session), 'contracts_overdue');
      expectError(await add(session), 'contracts_overdue');
      const basic = `${who.username}:${who.password}`;
      expectError(
        await test().call('POST', '/v1/tokens', { basic, body: { token: { name: 'cli' } } }),
        'contracts_overdue',
      );
      expect((await test().call('GET', '/v1/users/self', { session })).status).toBe(200);
      expect((await test().call('PATCH', `/v1/tokens/${tokenId}/renew`, { session })).status).toBe(200);
      expect((await test().call('POST', '/v1/users/delete', { session })).status).toBe(202);
      expect(jwt).not.toBe('');
      const mail = await test().mailTo(who.email, /overdue/);
      expect(mail.text).toContain('makes no new API tokens');
      const accepted = await test().call('POST', `/v1/contracts/${id}/accept`, {
        session,
        body: { locale: 'en' },
      });
      expect(accepted.status).toBe(200);
      expect((await make(session)).status).toBe(201);
      expect((await add(session)).status).toBe(201);
    });
  },
  { LOGE_CONTRACTS_BLOCK: 'on' },
);
