import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, linkToken } from '../../../../test/harness.ts';
import { codeOf, SignInWay } from '../../../../test/sign-in-way.ts';
import { Visitor } from '../../../../test/visitor.ts';
import { days, minutes } from '../../../kernel/clock.ts';

describe.each(databaseKinds)('somebody who only signs in with a provider (%s)', (kind) => {
  let way: SignInWay;

  beforeAll(async () => {
    way = await SignInWay.open(kind);
  });
  afterAll(() => way?.close());

  const again = async (login: string) => {
    const browser = new Visitor(way.test);
    const { body } = await way.come(browser, login);
    return { browser, came: body.provider_sign_in };
  };
  const self = async (browser: Visitor) => (await browser.call('GET', '/v1/users/self')).body.user;

  it('confirms an address that the provider has not verified by its link and a new sign-in', async () => {
    const login = way.newLogin();
    const browser = new Visitor(way.test);
    const { given } = await way.come(browser, login);
    const email = `other-${login}@example.test`;
    const made = await way.signUp(browser, { state: given.state, username: login, email });
    expect([made.status, made.body.signed_in]).toEqual([201, false]);
    const token = linkToken(await way.test.mailTo(email, /^Confirm/));
    expect((await browser.call('POST', '/v1/users/confirmation', { token })).status).toBe(401);
    const { browser: later } = await again(login);
    expect((await self(later)).confirmed).toBe(false);
    expect((await later.call('POST', '/v1/users/confirmation', { token })).status).toBe(200);
    expect((await self(later)).confirmed).toBe(true);
  });

  it('moves to another address and takes that back', async () => {
    const { login, email } = await way.newcomer();
    const { browser } = await again(login);
    const wanted = `new-${login}@example.test`;
    const asked = await browser.call('PUT', '/v1/users/account', { user: { email: wanted } });
    expect(asked.status, JSON.stringify(asked.body)).toBe(200);
    const token = linkToken(await way.test.mailTo(wanted, /./));
    const { browser: elsewhere } = await again(login);
    expect((await elsewhere.call('POST', '/v1/users/email/confirm', { token })).status).toBe(200);
    const undo = linkToken(await way.test.mailTo(email, /was changed|has changed|moved/i));
    expect((await new Visitor(way.test).call('POST', '/v1/users/email/undo', { token: undo })).status).toBe(
      200,
    );
    // As a password does, the provider account goes: whoever moved the address had it.
    expect((await again(login)).came.outcome).toBe('address_taken');
    const reset = linkToken(await way.test.mailTo(email, /new password/));
    const user = { token: reset, password: 'chosen once the account was mine again' };
    const browserOfReset = new Visitor(way.test);
    expect((await browserOfReset.call('PUT', '/v1/users/password/reset', { user })).status).toBe(200);
    const back = new Visitor(way.test);
    await back.signIn(email, user.password);
    expect((await way.come(back, login, 'connect')).body.provider_sign_in.outcome).toBe('connected');
  });

  it('deletes the account and brings it back', async () => {
    const { login, email } = await way.newcomer();
    const { browser } = await again(login);
    expect((await browser.call('POST', '/v1/users/delete')).status).toBe(202);
    const mail = await way.test.mailTo(email, /Confirm that your account/);
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1] ?? '';
    way.test.clock.advance(minutes(11));
    const { browser: elsewhere } = await again(login);
    const done = await elsewhere.call('POST', `/v1/users/delete/${id}/confirm`, {
      deletion: { token: linkToken(mail) },
    });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(codeOf(await way.come(new Visitor(way.test), login))).toBe('403 account_deleting');
    const undo = linkToken(await way.test.mailTo(email, /will be erased|is deleted|deleted/i));
    expect((await new Visitor(way.test).call('POST', '/v1/users/delete/undo', { token: undo })).status).toBe(
      200,
    );
    expect((await again(login)).came.outcome).toBe('signed_in');
  });

  it('is welcomed to the newsletter once', async () => {
    const login = way.newLogin();
    const browser = new Visitor(way.test);
    const { given, body } = await way.come(browser, login);
    const { email } = body.provider_sign_in.sign_up;
    await way.signUp(browser, { state: given.state, username: login, email, email_newsletter: true });
    await way.test.drain();
    const mails = way.test.smtp.mails.filter(
      ({ to, subject }) => to.includes(email) && /newsletter/i.test(subject),
    );
    expect(mails).toHaveLength(1);
  });

  it('counts no provider account as a way in that the operator no longer offers', async () => {
    const { login, browser, id } = await way.newcomer();
    const second = way.newLogin();
    await way.come(browser, second, 'connect');
    await way.test.app.ctx.write(
      { kind: 'command', command: 'test', remoteIp: null, userAgent: null },
      (tx) =>
        tx
          .updateTable('identities')
          .set({ url: 'https://gone.example' })
          .where('account_id', '=', id)
          .where('username', '=', second)
          .execute(),
    );
    const { identities } = (await browser.call('GET', '/v1/identities')).body;
    const own = identities.find((one: { username: string }) => one.username === login);
    expect(codeOf(await browser.call('DELETE', `/v1/identities/${own.id}`))).toBe('422 base last_way_in');
    const other = identities.find((one: { offered: boolean }) => !one.offered);
    expect((await browser.call('DELETE', `/v1/identities/${other.id}`)).status).toBe(204);
  });

  it('of an account that was taken back does not prove in the place of the password that went', async () => {
    const owner = await way.test.person();
    const thief = way.newLogin();
    const browser = new Visitor(way.test);
    await browser.signIn(owner.email, owner.password);
    await way.come(browser, thief, 'connect');
    way.test.clock.advance(days(2));
    const later = new Visitor(way.test);
    await later.signIn(owner.email, owner.password);
    const wanted = `thief-${thief}@example.test`;
    expect((await later.call('PUT', '/v1/users/account', { user: { email: wanted } })).status).toBe(200);
    const token = linkToken(await way.test.mailTo(wanted, /./));
    expect((await later.call('POST', '/v1/users/email/confirm', { token })).status).toBe(200);
    const undo = linkToken(await way.test.mailTo(owner.email, /was changed|has changed|moved/i));
    expect((await new Visitor(way.test).call('POST', '/v1/users/email/undo', { token: undo })).status).toBe(
      200,
    );
    const back = new Visitor(way.test);
    const { body } = await way.come(back, thief);
    expect(body.provider_sign_in.outcome).not.toBe('signed_in');
    const user = { password: 'the thief has chosen this one' };
    expect((await back.call('PUT', '/v1/users/account', { user })).status).toBe(401);
  });

  it('begins so many authorizations an hour', async () => {
    const { browser } = await way.newcomer();
    const statuses = new Set<number>();
    for (let n = 0; n <= 60; n++) {
      const authorization = { provider: 'github' };
      statuses.add(
        (await browser.call('POST', '/v1/sessions/current/proof/authorizations', { authorization })).status,
      );
    }
    expect([...statuses]).toEqual([201, 429]);
  });
});
