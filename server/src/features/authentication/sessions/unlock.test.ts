import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { days, hours, minutes } from '../../../kernel/clock.ts';

onEachDatabase('a sign-in after too many attempts', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  const office = '203.0.113.7';
  const signIn = (who: Person, password = who.password, remoteIp = office, otp?: string) =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login: who.username, password, ...(otp ? { otp } : {}) } },
      headers: { 'sec-fetch-site': 'same-origin' },
      remoteIp,
    });
  const lock = async (who: Person, remoteIp = office) => {
    for (let i = 0; i < 10; i++) await signIn(who, `guess ${i}`, remoteIp);
    expectError(await signIn(who, who.password, remoteIp), 'throttled');
  };
  const sinceLock = async (who: Person) => {
    const types = await journalTypes(test().app, who.id);
    return types.slice(types.lastIndexOf('login_lock') + 1);
  };

  it('is journaled as one, with where it came from, once', async () => {
    const who = await test().person();
    await lock(who);
    test().clock.advance(minutes(15));
    expect((await signIn(who)).status).toBe(201);
    expect(await sinceLock(who)).toEqual(['login_unlock_success', 'login_success']);
    expect((await signIn(who)).status).toBe(201);
    expect(await sinceLock(who)).toEqual(['login_unlock_success', 'login_success', 'login_success']);
    const session = await test().signIn(who);
    const { body } = await test().call('GET', '/v1/events?category=sign_in', { session });
    const event = body.events.find(({ type }: { type: string }) => type === 'login_unlock_success');
    expect(event.type_data).toEqual({ remote_ip: office });
  });

  it('is no such thing from a network that never had to wait', async () => {
    const who = await test().person();
    await lock(who);
    expect((await signIn(who, who.password, '198.51.100.1')).status).toBe(201);
    expect(await sinceLock(who)).toEqual(['login_success']);
    test().clock.advance(days(1));
    expect((await signIn(who)).status).toBe(201);
    expect(await sinceLock(who)).toEqual(['login_success', 'login_unlock_success', 'login_success']);
  });

  it('is not over with the password alone where a second factor is on', async () => {
    const who = await test().person();
    const { secret } = await enableTotp(test(), who);
    await lock(who);
    test().clock.advance(minutes(16));
    expectError(await signIn(who), 'otp_required');
    expectError(await signIn(who, who.password, office, '000000'), 'otp_invalid');
    expect(await sinceLock(who)).toEqual(['second_factor_failed']);
    expect((await signIn(who, who.password, office, totpAt(secret, test().clock.now()))).status).toBe(201);
    expect((await sinceLock(who)).slice(-2)).toEqual(['login_unlock_success', 'login_success']);
  });

  it('is any sign-in where fewer attempts failed', async () => {
    const who = await test().person();
    for (let i = 0; i < 9; i++) await signIn(who, `guess ${i}`);
    expect((await signIn(who)).status).toBe(201);
    expect(await journalTypes(test().app, who.id)).not.toContain('login_unlock_success');
  });
});
