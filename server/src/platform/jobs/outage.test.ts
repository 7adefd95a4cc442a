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
    // As a server that refuses connections: nodemailer's own error.
    mailer.send = () => Promise.reject(Object.assign(new Error('away'), { code: 'ESOCKET' }));
    expect((await askFor(first.email)).status).toBeLessThan(300);
    for (let i = 0; i < 6; i++) {
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
});
