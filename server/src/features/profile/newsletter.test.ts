import { beforeEach, expect, it } from 'vitest';
import { linkToken, onEachDatabase } from '../../../test/harness.ts';
import { fieldCode, journalTypes, snapshot } from '../../../test/observe.ts';
import { hours, instantOf } from '../../kernel/clock.ts';

onEachDatabase('the newsletter', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  const member = async () => {
    const who = await test().person();
    return { who, session: await test().signIn(who) };
  };
  const turn = (session: string, on: boolean) =>
    test().call('PUT', '/v1/users/account', { session, body: { user: { email_newsletter: on } } });
  const state = async (session: string) =>
    (await test().call('GET', '/v1/users/self/newsletter', { session })).body.newsletter;
  const oneClick = (url: string, raw = 'List-Unsubscribe=One-Click') =>
    test().call('POST', url, { raw, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const consents = (accountId: string) =>
    test()
      .app.ctx.reader.selectFrom('newsletter_consents')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('given_at')
      .execute();

  it('is off until somebody turns it on; when, where and how is kept', async () => {
    const { who, session } = await member();
    expect(await state(session)).toEqual({ subscribed: false, since: null, source: null });
    const onAt = instantOf(test().clock.now());
    await turn(session, true);
    expect(await state(session)).toEqual({ subscribed: true, since: onAt, source: 'account_page' });
    test().clock.advance(1000);
    await turn(session, true);
    expect((await state(session)).since).toBe(onAt);
    const offAt = instantOf(test().clock.now());
    const { jwt } = await test().bearer(who);
    const body = { user: { email_newsletter: false } };
    await test().call('PUT', '/v1/users/account', { bearer: jwt, body });
    // The credential tells a page's change from a client's.
    expect(await state(session)).toEqual({ subscribed: false, since: offAt, source: 'api' });
    test().clock.advance(1000);
    await turn(session, true);
    expect(await consents(who.id)).toMatchObject([
      {
        given_at: onAt,
        given_source: 'account_page',
        withdrawn_at: offAt,
        withdrawn_source: 'api',
        locale: 'en',
      },
      { withdrawn_at: null },
    ]);
    const types = await journalTypes(test().app, who.id);
    expect(types.filter((type) => type.startsWith('newsletter_'))).toEqual([
      'newsletter_subscribed',
      'newsletter_unsubscribed',
      'newsletter_subscribed',
    ]);
  });

  it('is subscribed to once by many clicks at once', async () => {
    const { who, session } = await member();
    await Promise.all(Array.from({ length: 20 }, () => turn(session, true)));
    expect(await consents(who.id)).toHaveLength(1);
    const types = await journalTypes(test().app, who.id);
    expect(types.filter((type) => type === 'newsletter_subscribed')).toHaveLength(1);
  });

  it('is left by one click on the header of its mail, signed in or not (RFC 8058)', async () => {
    const { who, session } = await member();
    await turn(session, true);
    const mail = await test().mailTo(who.email, /newsletter/);
    expect(mail.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const header = /^<(https?:[^>]+)>$/.exec(mail.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    const { pathname, search } = new URL(header);
    const clicked = await oneClick(pathname + search);
    expect([clicked.status, clicked.body]).toEqual([200, {}]);
    expect(clicked.headers['set-cookie']).toBeUndefined();
    expect(await state(session)).toMatchObject({ subscribed: false, source: 'unsubscribe_link' });
    // A second click does the same as one, and an old mail still unsubscribes.
    expect((await oneClick(pathname + search)).status).toBe(200);
    await turn(session, true);
    test().clock.advance(hours(24 * 365));
    for (const raw of ['', 'x=y', '%%%', 'List-Unsubscribe=One-Click&more=1'])
      expect((await oneClick(pathname + search, raw)).status).toBe(200);
    const later = await test().signIn(who);
    expect((await state(later)).subscribed).toBe(false);
    const types = await journalTypes(test().app, who.id);
    expect(types.filter((type) => type === 'newsletter_unsubscribed')).toHaveLength(2);
  });

  it('is not left by opening the link, nor by a forged one', async () => {
    const { who, session } = await member();
    await turn(session, true);
    const token = linkToken(await test().mailTo(who.email, /newsletter/));
    const { who: other } = await member();
    const path = '/newsletter/unsubscribe?token=';
    const before = await snapshot(test().app);
    for (const method of ['GET', 'HEAD'] as const)
      await test().http.inject({ method, url: path + encodeURIComponent(token) });
    const [id = '', mac = ''] = token.split('.');
    const forged = [
      `${other.id}.${mac}`,
      id,
      `${id}.`,
      '.',
      `.${mac}`,
      `${token}x`,
      `${id}.${mac.slice(1)}`,
      'x',
    ];
    for (const wrong of forged)
      expect(fieldCode(await oneClick(path + encodeURIComponent(wrong)), 'token')).toBe('invalid_link');
    expect(fieldCode(await oneClick('/newsletter/unsubscribe'), 'token')).toBe('missing');
    expect(fieldCode(await oneClick('/newsletter/unsubscribe?token='), 'token')).toBe('missing');
    expect(await snapshot(test().app)).toEqual(before);
  });
});
