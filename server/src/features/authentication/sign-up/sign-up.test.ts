import { expect, it } from 'vitest';
import { linkToken, onEachDatabase, testPassword } from '../../../../test/harness.ts';

onEachDatabase('sign-up', (test) => {
  it('makes an account, mails a link, and confirms it once with that account’s password', async () => {
    const { call, mailTo } = test();
    const made = await call('POST', '/v1/users', {
      body: { user: { email: 'Lea@Example.test', password: testPassword, locale: 'fr' } },
    });
    expect(made.status).toBe(201);
    expect(made.body.user).toMatchObject({ username: 'Lea', email: 'Lea@Example.test', confirmed: false });
    const mail = await mailTo('Lea@Example.test');
    expect(mail.subject).toBe('Confirmez votre adresse e-mail');
    const token = linkToken(mail);
    const basic = `lea:${testPassword}`;
    const confirm = () => call('POST', '/v1/users/confirmation', { body: { token }, basic });
    const first = await confirm();
    expect(first.status).toBe(200);
    expect(first.body.user).toMatchObject({ confirmed: true, unconfirmed_email: null });
    const second = await confirm();
    expect(second.status).toBe(422);
    expect(second.body.details).toEqual({ token: [{ code: 'used_link' }] });
  });
});
