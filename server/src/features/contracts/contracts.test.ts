import { expect, it } from 'vitest';
import { publicationOf, publish } from '../../../test/contracts.ts';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../test/observe.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days, instantOf } from '../../kernel/clock.ts';
import { registerApplication } from '../applications/feature.ts';
import { listContracts } from './feature.ts';

onEachDatabase('contracts', (test) => {
  const somebody = async () => {
    const who = await test().person();
    return { who, session: await test().signIn(who) };
  };
  const get = (session: string, path: string) => test().call('GET', `/v1/contracts${path}`, { session });
  const accept = (session: string, id: string, locale: unknown = 'en') =>
    test().call('POST', `/v1/contracts/${id}/accept`, { session, body: { locale } });
  const idsIn = (response: { body: { contracts: { id: string }[] } }) =>
    response.body.contracts.map(({ id }) => id);
  const giveHealthApplication = ({ id }: Person) =>
    registerApplication(test().app.ctx, commandActor('test'), {
      id: `ap-${id}`,
      name: 'clinic',
      url: null,
      hds: true,
      account_id: id,
    });

  it('lists what applies to the account now, and in the history what was accepted or superseded', async () => {
    const { session } = await somebody();
    const old = await publish(test());
    const present = await publish(test(), { slug: old.slug, version: '2' });
    const optional = await publish(test(), { required_for: [] });
    expect(idsIn(await get(session, ''))).toEqual(expect.arrayContaining([present.id, optional.id]));
    expect(idsIn(await get(session, ''))).not.toContain(old.id);
    expect(idsIn(await get(session, '/history'))).toContain(old.id);
    expect(idsIn(await get(session, '/history'))).not.toContain(present.id);
    await accept(session, present.id);
    expect(idsIn(await get(session, '/history'))).toContain(present.id);
    const shown = (await get(session, `/${old.id}`)).body.contract;
    expect(shown).toMatchObject({
      latest: false,
      next_version_id: present.id,
      pending: false,
      accepted: null,
    });
  });

  it('for health data alone apply to those who have some, or had', async () => {
    const { who, session } = await somebody();
    const health = await publish(test(), { required_for: ['hds'] });
    expect(idsIn(await get(session, ''))).not.toContain(health.id);
    // Whoever is about to have some can read and accept it before.
    const required = await get(session, '?required_for=hds');
    expect(required.body.contracts.find(({ id }: { id: string }) => id === health.id)).toMatchObject({
      pending: false,
    });
    expect(fieldCode(await get(session, '?required_for=nothing'), 'required_for')).toBe('invalid');
    await giveHealthApplication(who);
    expect(idsIn(await get(session, ''))).toContain(health.id);
    expect(await listContracts(test().app.ctx, who.id, 'hds')).toContainEqual(
      expect.objectContaining({ id: health.id, pending: true, overdue: false }),
    );
    const { session: other } = await somebody();
    expect((await accept(other, health.id)).status).toBe(200);
    const next = await publish(test(), { slug: health.slug, version: '2', required_for: ['hds'] });
    expect(idsIn(await get(other, ''))).toContain(next.id);
  });

  it('is accepted once, in one language, however often and from however many tabs', async () => {
    const { who, session } = await somebody();
    const { id } = await publish(test());
    const first = await accept(session, id, 'fr');
    expect(first.body.contract.accepted).toEqual({ on: instantOf(test().clock.now()), locale: 'fr' });
    test().clock.advance(60_000);
    const again = await Promise.all([accept(session, id, 'en'), accept(session, id, 'en')]);
    for (const { status, body } of again)
      expect([status, body.contract.accepted]).toEqual([200, first.body.contract.accepted]);
    const fresh = await publish(test());
    const both = await Promise.all([accept(session, fresh.id, 'en'), accept(session, fresh.id, 'fr')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]?.body.contract.accepted).toEqual(both[1]?.body.contract.accepted);
    const types = await journalTypes(test().app, who.id);
    expect(types.filter((type) => type === 'contract_accepted')).toHaveLength(2);
  });

  it('refuses a language that is not spoken here', async () => {
    const { session } = await somebody();
    const { id } = await publish(test());
    for (const locale of ['de', '', null, 7, undefined])
      expectError(
        await test().call('POST', `/v1/contracts/${id}/accept`, { session, body: { locale } }),
        'invalid_fields',
      );
    expect(fieldCode(await accept(session, id, 'de'), 'locale')).toBe('unsupported_locale');
  });

  it('refuses a superseded version', async () => {
    const { session } = await somebody();
    const old = await publish(test());
    const present = await publish(test(), { slug: old.slug, version: '2' });
    expect(fieldCode(await accept(session, old.id), 'contract')).toBe('contract_superseded');
    expect((await accept(session, present.id)).status).toBe(200);
  });

  it('refuses one before what it depends on, of which a later version counts too', async () => {
    const { session } = await somebody();
    const base = await publish(test());
    const special = await publish(test(), { depends_on: base.slug });
    expect(special.depends_on_id).toBe(base.id);
    expect(fieldCode(await accept(session, special.id), 'contract')).toBe('contract_depends');
    const next = await publish(test(), { slug: base.slug, version: '2' });
    expect(fieldCode(await accept(session, special.id), 'contract')).toBe('contract_depends');
    await accept(session, next.id);
    expect((await accept(session, special.id)).status).toBe(200);
  });

  it('is overdue from its deadline on, until it is accepted, and never when nothing requires it', async () => {
    const { session } = await somebody();
    const enroll_at = instantOf(test().clock.now() + days(30));
    const { id } = await publish(test(), { enroll_at });
    const optional = await publish(test(), { enroll_at, required_for: [] });
    const shown = async (which: string) => (await get(session, `/${which}`)).body.contract;
    expect(await shown(id)).toMatchObject({ pending: true, overdue: false });
    test().clock.advance(days(30));
    const later = await test().person();
    const { session: now } = { session: await test().signIn(later) };
    const overdue = async (which: string) =>
      (await test().call('GET', `/v1/contracts/${which}`, { session: now })).body.contract;
    expect(await overdue(id)).toMatchObject({ pending: true, overdue: true });
    expect(await overdue(optional.id)).toMatchObject({ pending: false, overdue: false });
    await accept(now, id);
    expect(await overdue(id)).toMatchObject({ pending: false, overdue: false });
  });

  it('shows in the user object whether something was accepted, and whether something new waits', async () => {
    const { who } = await somebody();
    const session = await test().signIn(who);
    const user = async () => (await test().call('GET', '/v1/users/self', { session })).body.user;
    const pending = async () => idsIn(await get(session, ''));
    // Those that depend on others in the second round.
    for (const id of [...(await pending()), ...(await pending())]) await accept(session, id);
    const { id, slug } = await publish(test());
    expect(await user()).toMatchObject({ contracts: { platform: false }, new_contracts: { platform: true } });
    await accept(session, id);
    expect(await user()).toMatchObject({
      tos_accepted: true,
      contracts: { platform: true },
      new_contracts: { platform: false },
    });
    await publish(test(), { slug, version: '2' });
    expect(await user()).toMatchObject({ contracts: { platform: true }, new_contracts: { platform: true } });
  });

  it('says the words that are agreed to in both languages', async () => {
    const { sentence } = await publish(test(), { version: '3-bêta' });
    const [en, fr] = [sentence.en, sentence.fr];
    expect(en).toMatch(/^I accept “Terms of service” \(version 3-bêta of \d+ \w+ \d{4}\)\.$/);
    expect(fr).toMatch(
      /^J’accepte «\u202fConditions générales\u202f» \(version 3-bêta du \d+(er)? [\p{L}]+ \d{4}\)\.$/u,
    );
  });

  it('keeps documents by their hash, for ever, and runs nothing in them', async () => {
    const { documents } = await publish(test());
    const address = new URL(documents[0]?.pdf.en ?? '').pathname;
    const open = await test().call('GET', address);
    expect(open.status).toBe(200);
    expect(open.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="terms-en.pdf"; filename*=UTF-8''terms-en.pdf`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
    });
    expect(String(open.body)).toMatch(/^%PDF-/);
    for (const wrong of [
      address.replace('terms-en', 'terms-fr'),
      address.replace('terms-en', 'anything'),
      address.replace(/[0-9a-f]{64}/, 'f'.repeat(64)),
    ])
      expectError(await test().call('GET', wrong), 'not_found');
  });

  it('gives documents that only health data requires to members alone', async () => {
    const { session } = await somebody();
    const { documents } = await publish(test(), { required_for: ['hds'] });
    const address = new URL(documents[0]?.pdf.fr ?? '').pathname;
    expectError(await test().call('GET', address), 'not_authenticated');
    const given = await test().call('GET', address, { session });
    expect([given.status, given.headers['cache-control']]).toEqual([
      200,
      'private, max-age=31536000, immutable',
    ]);
  });

  it('what a thief accepted, and what a stranger accepted with the owner’s address, binds nobody', async () => {
    const email = `mine-${Date.now()}@example.test`;
    const stranger = await test().person({ email, username: `stranger${Date.now()}`, confirmed: false });
    const session = await test().signIn(stranger);
    const { id } = await publish(test());
    await accept(session, id);
    const asked = await test().call('POST', '/v1/users/password/reset', { body: { user: { email } } });
    expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300);
    const mail = await test().mailTo(email, /password/i);
    const token = decodeURIComponent(/[?&]token=([\w.%-]+)/.exec(mail.text)?.[1] ?? '');
    const password = 'my own horse, my own battery';
    const done = await test().call('PUT', '/v1/users/password/reset', {
      body: { user: { token, password } },
    });
    expect(done.status, JSON.stringify(done.body)).toBeLessThan(300);
    const own = await test().signIn({ ...stranger, password });
    expect((await get(own, `/${id}`)).body.contract).toMatchObject({ accepted: null, pending: true });
    expectError(await get(own, `/${id}/receipt`), 'not_found');
  });

  it('are published by nobody who is no operator', async () => {
    const { session } = await somebody();
    const body = { contract: publicationOf() };
    expectError(await test().call('POST', '/v1/admin/contracts', { session, body }), 'operators_only');
  });
});
