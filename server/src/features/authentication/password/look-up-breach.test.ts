import { afterAll, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../../../test/free-port.ts';
import { linkToken, onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { fieldCode } from '../../../../test/observe.ts';
import { type Mood, startPwnedPasswords } from '../../../../test/pwned-passwords.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { hours, seconds } from '../../../kernel/clock.ts';

const service = await startPwnedPasswords();
afterAll(() => service.stop());

const leaked = 'a wonderful leaked phrase';
const padded = 'a phrase nobody ever used';
const fine = 'another horse, another battery';
service.leak(leaked);
service.leak(padded, 0);
service.leak('café after the leak');

onEachDatabase(
  'a password that has leaked',
  (test) => {
    beforeEach(() => {
      test().clock.advance(hours(1));
      service.mood = 'well';
    });
    let n = 0;
    const signUp = (password: string) =>
      test().call('POST', '/v1/users', { body: { user: { email: `leak${n++}@example.test`, password } } });

    // ASVS 6.2.12, 14.2.3
    it('is refused at sign-up, whoever asks learning five digits and no more', async () => {
      const before = service.asked.length;
      expect(fieldCode(await signUp(leaked), 'password')).toBe('password_breached');
      expect(service.asked.slice(before)).toEqual([expect.stringMatching(/^\/range\/[0-9A-F]{5}$/)]);
      expect(service.complaints).toEqual([]);
      expect((await signUp(fine)).status).toBe(201);
    });

    it('is not one that only pads the answer', async () => {
      expect((await signUp(padded)).status).toBe(201);
    });

    it('is looked up in the form that it is kept in', async () => {
      expect(fieldCode(await signUp('café after the leak'.normalize('NFD')), 'password')).toBe(
        'password_breached',
      );
    });

    it('is not looked up when our own rules refuse it', async () => {
      const before = service.asked.length;
      for (const password of ['too short', 'passwordpasswordpassword', 'x'.repeat(129)])
        await signUp(password);
      expect(service.asked.length).toBe(before);
    });

    // ASVS 6.2.12
    it('is refused in a change, and leaves the present one', async () => {
      const who = await test().person();
      const session = await test().signIn(who);
      const change = (password: string) =>
        test().call('PUT', '/v1/users/account', {
          session,
          body: { user: { password, current_password: who.password } },
        });
      expect(fieldCode(await change(leaked), 'password')).toBe('password_breached');
      await test().signIn(who);
      expect((await change(fine)).status).toBe(200);
    });

    it('is refused in a reset, and leaves the link good', async () => {
      const who = await test().person();
      await test().call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
      const token = linkToken(await test().mailTo(who.email, /new password/));
      const reset = (password: string) =>
        test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
      expect(fieldCode(await reset(leaked), 'password')).toBe('password_breached');
      expect((await reset(fine)).status).toBe(200);
    });

    it('is refused where turning the second factor off asks for a new one', async () => {
      const who = await test().person();
      const { session, secret } = await enableTotp(test(), who);
      const short = { password: 'nine lives', current_password: who.password };
      const changed = await test().call('PUT', '/v1/users/account', { session, body: { user: short } });
      expect(changed.status, JSON.stringify(changed.body)).toBe(200);
      test().clock.advance(seconds(60));
      const disable = (password: string) =>
        test().call('DELETE', '/v1/client/tfa', {
          session,
          body: { tfa: { attempt: totpAt(secret, test().clock.now()), password } },
        });
      expect(fieldCode(await disable(leaked), 'password')).toBe('password_breached');
      expect((await disable(fine)).status).toBe(200);
    });

    it.each<Mood>(['silent', 'half', 'endless', 'failing', 'elsewhere', 'babbling'])(
      'passes when the service is %s, and nobody waits long',
      async (mood) => {
        service.mood = mood;
        const [started, poured] = [performance.now(), service.poured];
        expect((await signUp(leaked)).status).toBe(201);
        expect(performance.now() - started).toBeLessThan(4000);
        // The program reads a bounded amount. Some of this was still in the sockets.
        expect(service.poured - poured).toBeLessThan(15_000_000);
        service.mood = 'well';
        expect(fieldCode(await signUp(leaked), 'password')).toBe('password_breached');
      },
    );

    // ASVS 16.2.5
    it('says so in the log, without a word of the password', async () => {
      const lines: unknown[] = [];
      const { log } = test().app.ctx;
      const warn = log.warn.bind(log);
      log.warn = ((...line: unknown[]) => lines.push(line)) as typeof log.warn;
      service.mood = 'failing';
      await signUp(leaked);
      log.warn = warn;
      const said = JSON.stringify(lines, (_, value) =>
        value instanceof Error ? [value.message, String(value.stack), String(value.cause)] : value,
      );
      expect(said).toContain('did not answer');
      expect(said).not.toContain(leaked);
      for (const path of service.asked) expect(said).not.toContain(path);
    });
  },
  { LOGE_PWNED_PASSWORDS_URL: `${service.url}/` },
);

onEachDatabase(
  'without a service that answers',
  (test) => {
    it('passwords pass', async () => {
      expect((await test().person({ password: testPassword })).id).toBeDefined();
    });
  },
  { LOGE_PWNED_PASSWORDS_URL: `http://127.0.0.1:${await freePort()}` },
);

onEachDatabase('without a service', (test) => {
  it('nobody is asked', async () => {
    const before = service.asked.length;
    await test().person({ password: leaked });
    expect(service.asked.length).toBe(before);
  });
});
