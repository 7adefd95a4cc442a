import { beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError } from '../../../test/observe.ts';
import { days, hours } from '../../kernel/clock.ts';

onEachDatabase('the security log', (test) => {
  let who: Person;
  let session: string;
  const list = (query = '') => test().call('GET', `/v1/events${query}`, { session });
  const typesOf = (response: Awaited<ReturnType<typeof list>>) =>
    response.body.events.map((event: { type: string }) => event.type);

  // new_user, confirmation_sent, email_confirmed, login_success, then 13 changes of the profile: 17 events.
  beforeAll(async () => {
    who = await test().person();
    session = await test().signIn(who, true);
    for (let i = 0; i < 13; i++) {
      test().clock.advance(hours(1));
      await test().call('PUT', '/v1/users/account', { session, body: { user: { fullname: `N ${i}` } } });
    }
    await test().person();
  });

  it('shows what happened, newest first, in the clients’ shape', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body.events).toHaveLength(17);
    expect(body.events[0]).toEqual({
      id: expect.any(String),
      created_at: '2026-11-24T01:00:00.000Z',
      type: 'profile_updated',
      type_data: { fields: ['fullname'] },
      user: { id: who.id, username: who.username, email: who.email },
    });
    expect(typesOf({ status, body, headers: {} }).slice(13)).toEqual([
      'login_success',
      'email_confirmed',
      'confirmation_sent',
      'new_user',
    ]);
    expect(body.events[13].type_data).toEqual({ remote_ip: '127.0.0.1' });
    expect(new Set(body.events.map(({ id }: { id: string }) => id)).size).toBe(17);
    expect(body.meta).toEqual({
      pagination: {
        current_page: 1,
        prev_page: null,
        next_page: null,
        total_pages: 1,
        total_count: 17,
        per_page: 30,
      },
    });
  });

  it.each([
    ['?page=1&per_page=5', 5, { current_page: 1, prev_page: null, next_page: 2, total_pages: 4 }],
    ['?page=2&per_page=5', 5, { current_page: 2, prev_page: 1, next_page: 3, total_pages: 4 }],
    ['?page=4&per_page=5', 2, { current_page: 4, prev_page: 3, next_page: null, total_pages: 4 }],
    ['?page=5&per_page=5', 0, { current_page: 5, prev_page: 4, next_page: null, total_pages: 4 }],
    [
      '?page=999999999999999999999&per_page=5',
      0,
      { current_page: 5, prev_page: 4, next_page: null, total_pages: 4 },
    ],
    ['?per_page=17', 17, { current_page: 1, prev_page: null, next_page: null, total_pages: 1 }],
    ['?per_page=16&page=2', 1, { current_page: 2, prev_page: 1, next_page: null, total_pages: 2 }],
    ['?per_page=100000', 17, { current_page: 1, prev_page: null, next_page: null, total_pages: 1 }],
    ['?per_page=1', 1, { current_page: 1, prev_page: null, next_page: 2, total_pages: 17 }],
  ])('pages by %s', async (query, count, pagination) => {
    const { body } = await list(query);
    expect(body.events).toHaveLength(count);
    expect(body.meta.pagination).toMatchObject({ ...pagination, total_count: 17 });
  });

  it.each([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=x',
    'page=',
    'page=1e999',
    'page=%00',
    'page=NaN',
    'page[]=2',
    'per_page=0',
    'per_page=-5',
    'per_page=abc',
    'per_page=%F0%9F%92%A9',
  ])('takes the default for %s', async (query) => {
    const { status, body } = await list(`?${query}`);
    expect([status, body.events.length, body.meta.pagination.current_page]).toEqual([200, 17, 1]);
  });

  it('gives every event once over all pages', async () => {
    const seen: string[] = [];
    for (let page: number | null = 1; page !== null; ) {
      const { body } = await list(`?page=${page}&per_page=4`);
      seen.push(...body.events.map(({ id }: { id: string }) => id));
      page = body.meta.pagination.next_page;
    }
    expect(new Set(seen).size).toBe(17);
    expect(seen).toHaveLength(17);
  });

  it.each([
    ['1', 2], // The event of this instant, and the one of an hour ago to the millisecond.
    ['3', 4],
    ['72', 17],
    ['73', 17],
    ['x', 17],
  ])('gives those of the last %s hours whatever the page, as one page', async (from, count) => {
    const { body } = await list(`?from=${from}&page=3&per_page=2`);
    expect(body.events).toHaveLength(count);
    expect(body.meta).toEqual({
      pagination: {
        current_page: 1,
        prev_page: null,
        next_page: null,
        total_pages: 1,
        total_count: count,
        per_page: 1000,
      },
      truncated: false,
    });
  });

  it('gives those of a category of the last hours', async () => {
    const { body } = await list('?from=72&category=sign_in');
    expect(typesOf({ status: 200, body, headers: {} })).toEqual(['login_success']);
    expect(body.meta.pagination).toMatchObject({ total_count: 1, next_page: null });
  });

  it('says where more happened than one page holds, and comes to an end however much there is', async () => {
    const busy = await test().person();
    const { jwt } = await test().bearer(busy);
    await test()
      .app.database.migrations.insertInto('journal')
      .values(
        Array.from({ length: 1001 }, (_, i) => ({
          id: `flood-${i}`,
          account_id: busy.id,
          seq: 1000 + i,
          type: 'login_failure',
          at: '2026-11-24T01:00:00.000Z',
          actor: '{}',
          commitment: '',
          hash: '',
        })),
      )
      .execute();
    const flood = async (query: string) =>
      (await test().call('GET', `/v1/events?${query}`, { bearer: jwt })).body;
    const { events, meta } = await flood('from=72');
    expect(events).toHaveLength(1000);
    expect(meta.truncated).toBe(true);
    expect(meta.pagination).toMatchObject({ total_count: 1000, total_pages: 1, next_page: null });
    const last = (await flood('category=sign_in&per_page=1&page=1000')).meta.pagination;
    expect(last).toMatchObject({ current_page: 1000, next_page: null });
    await test().app.database.migrations.deleteFrom('journal').where('id', 'like', 'flood-%').execute();
  });

  it('leaves out what is older than three days', async () => {
    test().clock.advance(days(3) - hours(13) + 1);
    expect((await list('?from=72')).body.events).toHaveLength(13);
    expect((await list()).body.events).toHaveLength(17);
    test().clock.advance(-days(3) + hours(13) - 1);
  });

  it('an event dropped because its shape did not fit: whatever was written down is listed', async () => {
    const other = await test().person();
    const cookie = await test().signIn(other, true);
    const written = [
      '{"data":{"of":{"a":["later version"]}}}',
      '{"data":[1]}',
      '{"data":null}',
      '{}',
      'null',
      '"x"',
      'cut off {',
    ];
    for (const [i] of written.entries())
      await test().call('PUT', '/v1/users/account', {
        session: cookie,
        body: { user: { fullname: `N ${i}` } },
      });
    const { migrations } = test().app.database;
    const rows = await migrations
      .selectFrom('journal')
      .select('id')
      .where('account_id', '=', other.id)
      .where('type', '=', 'profile_updated')
      .orderBy('seq')
      .execute();
    for (const [i, { id }] of rows.entries())
      await migrations
        .updateTable('journal_payloads')
        .set({ data: written[i] ?? '' })
        .where('journal_id', '=', id)
        .execute();
    await migrations
      .updateTable('journal')
      .set({ type: 'of_a_later_version' })
      .where('id', '=', String(rows[0]?.id))
      .execute();
    const { status, body } = await test().call('GET', '/v1/events', { session: cookie });
    expect(status).toBe(200);
    const shown = body.events.slice(0, written.length).reverse();
    expect(shown.map((event: { id: string }) => event.id)).toEqual(rows.map(({ id }) => id));
    expect(shown[0]).toMatchObject({
      type: 'of_a_later_version',
      type_data: { of: { a: ['later version'] } },
    });
    for (const { type_data } of shown.slice(1)) expect(type_data).toEqual({});
    expect(body.events).toHaveLength(body.meta.pagination.total_count);
  });

  // ASVS 16.2.1, 16.3.1
  it('shows a failed sign-in with its address', async () => {
    const other = await test().person();
    const options = { headers: { 'sec-fetch-site': 'same-origin' }, remoteIp: '203.0.113.5' };
    await test().call('POST', '/v1/sessions', {
      ...options,
      body: { session: { login: other.username, password: 'not it' } },
    });
    const { jwt } = await test().bearer(other);
    const { body } = await test().call('GET', '/v1/events', { bearer: jwt });
    const failure = body.events.find((event: { type: string }) => event.type === 'login_failure');
    expect(failure.type_data).toEqual({ remote_ip: '203.0.113.5' });
    expect(JSON.stringify(body)).not.toContain('not it');
    expect(body.events[0]).toMatchObject({ type: 'new_token', type_data: { token_name: 'test' } });
  });

  it('is for the account’s owner', async () => {
    expectError(await test().call('GET', '/v1/events'), 'not_authenticated');
    const stranger = await test().person();
    const { jwt } = await test().bearer(stranger);
    const { body } = await test().call('GET', '/v1/events?per_page=100', { bearer: jwt });
    expect(JSON.stringify(body)).not.toContain(who.id);
    for (const event of body.events) expect(event.user.id).toBe(stranger.id);
  });

  it('is read by category, page by page, and each event is in exactly one', async () => {
    const one = await list('?category=sign_in');
    expect(new Set(typesOf(one))).toEqual(new Set(['login_success']));
    expect(one.body.meta.pagination).toMatchObject({ total_count: 1, total_pages: 1 });
    const second = await list('?category=account&per_page=10&page=2');
    expect(second.body.meta.pagination).toMatchObject({ current_page: 2, prev_page: 1 });
    const counts = await Promise.all(
      ['sign_in', 'credentials', 'tokens', 'account'].map(
        async (category) => (await list(`?category=${category}`)).body.meta.pagination.total_count as number,
      ),
    );
    const all = (await list()).body.meta.pagination.total_count;
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all);
    expectError(await list('?category=nothing'), 'invalid_fields');
  });
});
