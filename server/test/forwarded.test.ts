import { describe, expect, it } from 'vitest';
import { hours } from '../src/kernel/clock.ts';
import { cookieSecret, onEachDatabase } from './harness.ts';
import { expectError } from './observe.ts';

const from = (forwarded: string) => ({ 'sec-fetch-site': 'same-origin', 'x-forwarded-for': forwarded });

describe('the address that a request came from', () => {
  onEachDatabase('without a trusted proxy', (test) => {
    // ASVS 4.1.3
    it('is the connection’s, whatever headers say', async () => {
      const who = await test().person();
      const body = { session: { login: who.username, password: 'wrong' } };
      for (let i = 0; i < 10; i++) {
        const answer = await test().call('POST', '/v1/sessions', { body, headers: from(`198.51.100.${i}`) });
        expectError(answer, 'invalid_credentials');
      }
      expectError(
        await test().call('POST', '/v1/sessions', { body, headers: from('192.0.2.1') }),
        'throttled',
      );
    });
  });

  onEachDatabase(
    'behind a trusted proxy',
    (test) => {
      // ASVS 4.1.3, 15.3.4
      it('is the last one that the proxy did not write itself; what came before is anybody’s word', async () => {
        const who = await test().person();
        const body = { session: { login: who.username, password: 'wrong' } };
        const attempt = (forwarded: string, remoteIp = '10.0.0.1') =>
          test().call('POST', '/v1/sessions', { body, headers: from(forwarded), remoteIp });
        for (let i = 0; i < 10; i++)
          expectError(await attempt(`192.0.2.${i}, 203.0.113.9, 10.0.0.2`), 'invalid_credentials');
        expectError(await attempt('192.0.2.77, 203.0.113.9, 10.0.0.2'), 'throttled');
        expectError(await attempt('203.0.113.10'), 'invalid_credentials');
        // Not from the proxy: the header counts for nothing.
        expectError(await attempt('203.0.113.9', '198.51.100.9'), 'invalid_credentials');
        const { jwt } = await test().bearer(who);
        const { body: log } = await test().call('GET', '/v1/events?per_page=100', { bearer: jwt });
        const failures = log.events.filter((event: { type: string }) => event.type === 'login_failure');
        const addresses = failures.map(
          (event: { type_data: { remote_ip: string } }) => event.type_data.remote_ip,
        );
        expect(new Set(addresses)).toEqual(new Set(['203.0.113.9', '203.0.113.10', '198.51.100.9']));
      });

      it.each([
        ['203.0.113.9', (i: number) => `203.0.113.9:${51000 + i}`],
        ['203.0.113.10', (i: number) => `203.0.113.10:${51000 + i}, 10.0.0.7:${i}`],
        ['2001:db8::1', (i: number) => `[2001:0DB8:0::1]:${51000 + i}`],
        ['2001:db8:1::2', (i: number) => `[2001:db8:1::2]:${i}, [2001:db8:ffff::7]:${i}`],
        ['2001:db8:2::3', (i: number) => (i % 2 ? '2001:db8:2::3%eth0' : '[2001:db8:2:0::3]')],
        ['203.0.113.11', (i: number) => (i % 2 ? '::ffff:203.0.113.11' : '[::ffff:203.0.113.11]:80')],
        // What is no address is the word of whoever passed it on.
        ['10.0.0.1', (i: number) => `unknown-${i}`],
        ['10.0.0.8', (i: number) => `<b>${i}</b>, 10.0.0.8`],
        ['10.0.0.1', (i: number) => `0x7f.${i}`],
      ])(
        'is %s, whatever port or brackets stand with it, and throttled as one',
        async (address, forwarded) => {
          test().clock.advance(hours(1));
          const who = await test().person();
          const body = { session: { login: who.username, password: 'wrong' } };
          const attempt = (i: number) =>
            test().call('POST', '/v1/sessions', { body, headers: from(forwarded(i)), remoteIp: '10.0.0.1' });
          for (let i = 0; i < 10; i++) expectError(await attempt(i), 'invalid_credentials');
          expectError(await attempt(10), 'throttled');
          const signedIn = await test().call('POST', '/v1/sessions', {
            body: { session: { login: who.email, password: who.password } },
            headers: from(forwarded(11)),
            remoteIp: '10.0.0.1',
          });
          const session = cookieSecret(signedIn);
          const { body: open } = await test().call('GET', '/v1/sessions', { session });
          expect(open.sessions.map(({ remote_ip }: { remote_ip: string }) => remote_ip)).toEqual([address]);
          const { body: log } = await test().call('GET', '/v1/events?per_page=100', { session });
          const addresses = log.events.flatMap(
            (event: { type: string; type_data: { remote_ip?: string } }) =>
              event.type.startsWith('login') ? [event.type_data.remote_ip] : [],
          );
          expect(new Set(addresses)).toEqual(new Set([address]));
        },
      );
    },
    { LOGE_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8:ffff::/48' },
  );
});
