import { decodeJwt } from 'jose';
import { expect, it } from 'vitest';
import { publish } from '../../../test/contracts.ts';
import { linkToken, onEachDatabase, testPassword } from '../../../test/harness.ts';
import { expectError, journalTypes } from '../../../test/observe.ts';

let count = 0;

onEachDatabase('signing up', (test) => {
  const signUp = (user: object) =>
    test().call('POST', '/v1/users', {
      body: {
        user: {
          email: `new${count++}@sign-up.test`,
          username: `someone${count}`,
          password: testPassword,
          ...user,
        },
      },
    });
  const platform = async () => (await test().call('GET', '/v1/contracts/platform')).body;

  it('asks for nothing while there is nothing', async () => {
    expect(await platform()).toEqual({ contracts: [], sentence: null });
    const { body } = await signUp({ tos_accepted: true });
    expect(body.user).toMatchObject({ tos_accepted: true, contracts: {}, new_contracts: {} });
  });

  it('accepts what the platform requires, in order, with the words that stood beside the box', async () => {
    const terms = await publish(test(), { slug: 'b-terms' });
    const special = await publish(test(), {
      slug: 'a-special',
      depends_on: 'b-terms',
      name: { en: 'Special terms', fr: 'Conditions particulières' },
    });
    await publish(test(), { required_for: ['hds'] });
    await publish(test(), { required_for: [] });
    const { contracts, sentence } = await platform();
    expect(contracts.map(({ id }: { id: string }) => id)).toEqual([terms.id, special.id]);
    const on = '23 November 2026';
    expect(sentence.en).toBe(
      `I accept “Terms of service” (version 1 of ${on}) and “Special terms” (version 1 of ${on}).`,
    );
    const email = 'accepting@sign-up.test';
    const { body, status } = await signUp({
      email,
      username: 'accepting',
      locale: 'fr',
      tos_accepted: true,
      contracts: [terms.id, special.id],
    });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ contracts: { platform: true }, new_contracts: { platform: false } });
    expect(
      (await journalTypes(test().app, body.user.id)).filter((type) => type === 'contract_accepted'),
    ).toHaveLength(2);
    const rows = await test()
      .app.ctx.reader.selectFrom('contract_acceptances')
      .selectAll()
      .where('account_id', '=', body.user.id)
      .execute();
    for (const { jws } of rows)
      expect(decodeJwt(jws)).toMatchObject({
        sub: body.user.id,
        locale: 'fr',
        sentence: sentence.fr,
        by: { credential: 'sign_up', second_factor: false, proved_at: null },
      });
    // Nobody knows yet whose address it is: the documents go there once it is confirmed.
    await test().drain();
    const mails = () => test().smtp.mails.filter(({ to }) => to.includes(email));
    expect(mails().map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Confirmez/)]);
    await test().call('POST', '/v1/users/confirmation', {
      body: { token: linkToken(mails()[0] as never) },
      basic: `accepting:${testPassword}`,
    });
    const mail = await test().mailTo(email, /accepté/);
    expect(mail.text).toContain(sentence.fr);
    expect(mail.raw.match(/filename=terms-fr\.pdf/g)).toHaveLength(2);
  });

  it('does not accept what was not asked, nor what was replaced since the page was opened', async () => {
    const present = (await platform()).contracts.map(({ id }: { id: string }) => id);
    const before = await signUp({});
    expect(before.body.user).toMatchObject({
      tos_accepted: false,
      contracts: { platform: false },
      new_contracts: { platform: true },
    });
    await publish(test(), { slug: 'b-terms', version: '2' });
    for (const shown of [present, [], [...present, 'nothing']]) {
      const response = await signUp({ tos_accepted: true, contracts: shown });
      expectError(response, 'invalid_fields');
      expect(response.body.details).toEqual({ contracts: [{ code: 'contract_gone' }] });
    }
  });

  it('with a taken address answers as with a free one', async () => {
    const taken = (await test().person()).email;
    const [one, other] = [
      await signUp({ email: taken, tos_accepted: true }),
      await signUp({ tos_accepted: true }),
    ];
    const { contracts, new_contracts, tos_accepted } = other.body.user;
    expect(one.body.user).toMatchObject({ contracts, new_contracts, tos_accepted });
    const { tos_accepted: echoed } = one.body.user;
    expect(echoed).toBe(true);
  });

  it('is not what sending the user object back does', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    await test().call('PUT', '/v1/users/account', { session, body: { user: { tos_accepted: true } } });
    const { body } = await test().call('GET', '/v1/users/self', { session });
    expect(body.user.contracts).toEqual({ platform: false, hds: false });
  });
});
