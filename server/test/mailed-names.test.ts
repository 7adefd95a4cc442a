import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { broken, unlinked } from '../src/platform/mail/unlinked.ts';
import { Authenticator, addPasskey } from './authenticator.ts';
import { onEachDatabase, testPassword } from './harness.ts';

const origin = 'http://localhost:4310';

/** What a mail reader would make a link of: anything with a scheme, or with a dot before letters. */
const linkable = (text: string): string[] =>
  [...text.matchAll(/\S*(?::\/\/|[\p{L}\p{N}]\.\p{L})\S*/gu)].map(([found]) => found);

onEachDatabase(
  'a name that looks like an address',
  (test) => {
    it.each(['en', 'fr'])('is mailed in %s to nobody who has not confirmed their address', async (locale) => {
      const email = `stranger-${locale}@example.test`;
      const username = `gift.shop.example-${locale}`;
      const who = await test().person({ email, username, locale, confirmed: false });
      const session = await test().signIn(who);
      const name = 'win.shop.example';
      await addPasskey(test(), who, new Authenticator(), session, name);
      const renamed = `www.gift-${locale}.example`;
      await test().call('PUT', '/v1/users/account', { session, body: { user: { username: renamed } } });
      await test().call('PUT', '/v1/users/account', {
        session,
        body: { user: { email: `other-${locale}@example.test`, current_password: testPassword } },
      });
      await test().drain();
      const mails = test().smtp.mails.filter(({ to }) => to.some((at) => /stranger|other/.test(at)));
      expect(mails.length).toBeGreaterThanOrEqual(4);
      for (const { subject, text, html } of mails)
        expect(subject + text + html).not.toMatch(/gift|shop|win\./);
      test().smtp.clear();
    });

    it('becomes no link; ours do', async () => {
      const who = await test().person({ username: 'jean.dupont' });
      const session = await test().signIn(who);
      test().smtp.clear();
      for (const name of [
        'gift.shop.example',
        'http://evil.example/win',
        `${origin}.evil.example/`,
        'a@evil.example',
      ])
        await test().call('POST', '/v1/tokens', { session, body: { token: { name } } });
      await test().drain();
      expect(test().smtp.mails.length).toBeGreaterThan(0);
      for (const { raw } of test().smtp.mails) {
        const { text = '', html = '' } = await simpleParser(raw);
        expect(linkable(text).filter((found) => !found.startsWith(`${origin}/`))).toEqual([]);
        const targets = [...String(html).matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
        expect(targets.length).toBeGreaterThan(0);
        for (const to of targets) expect(to).toMatch(/^http:\/\/localhost:4310\//);
        const words = String(html).replace(/<style.*?<\/style>|<[^>]*>/g, ' ');
        expect(linkable(words).filter((found) => !found.startsWith(`${origin}/`))).toEqual([]);
      }
      // Copied from such a mail, a name still signs in.
      const copied = { ...who, email: broken('jean.dupont') };
      expect(copied.email).not.toBe('jean.dupont');
      expect(await test().signIn(copied)).not.toBe('');
    });
  },
  { LOGE_THROTTLING: 'off' },
);

it('a text keeps our URLs whole, and only them', () => {
  const text = `open ${origin}/users?token=a.b at once, ${origin}.evil.example/x or www.evil.example`;
  const calm = unlinked(text, origin);
  expect(calm).toContain(`${origin}/users?token=a.b `);
  expect(linkable(calm)).toEqual([`${origin}/users?token=a.b`]);
  expect(calm.replaceAll('\u2060', '')).toBe(text);
});
