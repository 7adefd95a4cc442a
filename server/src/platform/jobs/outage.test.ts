import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { minutes } from '../../kernel/clock.ts';

onEachDatabase('after an outage of the mail server', (test) => {
  it('mails that wait for their next try go with the first that succeeds', async () => {
    const { clock, smtp, app } = test();
    const first = await test().person();
    const second = await test().person();
    const askFor = (email: string) =>
      test().call('POST', '/v1/users/password/reset', { body: { user: { email } } });
    const { mailer } = app.ctx;
    const send = mailer.send.bind(mailer);
    // Nodemailer's own error for a server that refuses connections.
    mailer.send = () => Promise.reject(Object.assign(new Error('away'), { code: 'ESOCKET' }));
    expect((await askFor(first.email)).status).toBeLessThan(300);
    for (let i = 0; i < 5; i++) {
      await test().drain();
      clock.advance(minutes(10));
    }
    mailer.send = send;
    const before = smtp.mails.length;
    await askFor(second.email);
    await test().drain();
    expect(
      smtp.mails
        .slice(before)
        .flatMap(({ to }) => to)
        .sort(),
    ).toEqual([first.email, second.email].sort());
  });

  it('a mail that is there for its link alone is not sent once the link has ended, and wakes nobody', async () => {
    const { clock, smtp, app } = test();
    const patient = await test().person();
    const told = await test().person();
    await test().drain();
    const { mailer } = app.ctx;
    const send = mailer.send.bind(mailer);
    mailer.send = () => Promise.reject(Object.assign(new Error('away'), { code: 'ESOCKET' }));
    await test().call('POST', '/v1/users/password/reset', { body: { user: { email: patient.email } } });
    await test().drain();
    clock.advance(minutes(50));
    await test().bearer(told);
    await test().drain();
    clock.advance(minutes(11));
    await test().drain();
    const mails = app.ctx.reader
      .selectFrom('jobs')
      .select(['attempts', 'done_at'])
      .where('kind', '=', 'mail');
    const [dropped] = await mails.where('account_id', '=', patient.id).orderBy('id', 'desc').execute();
    expect(dropped?.done_at).not.toBeNull();
    const [waits] = await mails.where('account_id', '=', told.id).orderBy('id', 'desc').execute();
    expect(waits).toEqual({ attempts: 2, done_at: null });
    mailer.send = send;
    const before = smtp.mails.length;
    clock.advance(minutes(30));
    await test().drain();
    expect(smtp.mails.slice(before).flatMap(({ to }) => to)).toEqual([told.email]);
  });
});
