import { describe, expect, it } from 'vitest';
import { asService } from '../../../test/example.ts';
import { linkToken, onEachDatabase, type Person } from '../../../test/harness.ts';
import { addContact, askedContact, healthApplication, healthOwner } from '../../../test/health.ts';
import { goTo, healthMails } from '../../../test/health-mails.ts';
import { expectError, fieldCode } from '../../../test/observe.ts';
import { addMonths } from './months.ts';

onEachDatabase('reviews of health contacts', (test) => {
  const signIn = (who: Person) => test().signIn(who);
  const now = () => new Date(test().clock.now()).toISOString();

  it('“still right” is refused of something else than was shown', async () => {
    const { session, contact } = await healthOwner(test());
    const path = `/v1/hds_contacts/${contact.id}`;
    await test().call('PATCH', path, { session, body: { hds_contact: { name: 'Dr Paul Morel' } } });
    const body = { review: { details_hash: contact.details_hash } };
    const refused = await test().call('POST', `${path}/review`, { session, body });
    expect(fieldCode(refused, 'details_hash')).toBe('outdated');
  });

  it('each review keeps who, when, what was shown by its hash, and its outcome', async () => {
    const { owner, session, contact } = await healthOwner(test());
    test().clock.advance(1000);
    await test().call('POST', `/v1/hds_contacts/${contact.id}/review`, { session, body: {} });
    const rows = await test()
      .app.ctx.reader.selectFrom('health_reviews')
      .selectAll()
      .where('contact_id', '=', contact.id)
      .orderBy('at')
      .execute();
    expect(rows.map(({ by, outcome }) => [by, outcome])).toEqual([
      ['member', 'created'],
      ['member', 'still_right'],
    ]);
    for (const row of rows) {
      expect(row.actor).toContain(owner.id);
      expect(row.shown_hash).toMatch(/^[\w-]{43}$/);
      expect(row.shown_hash).not.toBe(contact.details_hash);
    }
  });

  describe('by the contact', () => {
    it('the mailed link shows their own details only, and confirms them', async () => {
      const { owner, app, session, contact } = await healthOwner(test());
      const token = await askedContact(test(), session, contact);
      const mail = await test().mailTo(contact.email);
      for (const words of [contact.name, owner.username, owner.email, app])
        expect(mail.subject + mail.text + mail.html).not.toContain(words);
      const opened = await test().call('POST', '/v1/hds_confirmations/open', { body: { token } });
      expect(opened.status).toBe(200);
      expect(opened.body.hds_contact).toMatchObject({
        name: contact.name,
        phone_number: contact.phone_number,
      });
      for (const words of [owner.id, owner.username, owner.email, app, contact.id])
        expect(JSON.stringify(opened.body)).not.toContain(words);
      const body = { token, right: true };
      expect((await test().call('POST', '/v1/hds_confirmations', { body })).status).toBe(200);
      expect(fieldCode(await test().call('POST', '/v1/hds_confirmations', { body }), 'token')).toBe(
        'used_link',
      );
      const { body: listed } = await test().call('GET', `/v1/hds_contacts/${contact.id}/reviews`, {
        session,
      });
      expect(listed.reviews.map(({ by }: { by: string }) => by).sort()).toEqual(['contact', 'member']);
    });

    it('what they say is wrong opens a review, of which the owner is mailed at once', async () => {
      const { owner, session, contact } = await healthOwner(test());
      const token = await askedContact(test(), session, contact);
      const before = test().smtp.mails.length;
      await test().call('POST', '/v1/hds_confirmations', { body: { token, right: false } });
      await test().drain();
      expect(healthMails(test(), owner, before)).toEqual(['Look at a health contact, please']);
      const listed = await test().call('GET', '/v1/hds_contacts', { session });
      expect(listed.body.hds_contacts[0]).toMatchObject({
        up_to_date: false,
        review_opened: { because: 'disputed' },
      });
      const from = now();
      await goTo(test(), addMonths(from, 1));
      expect(healthMails(test(), owner, before)).toEqual([
        'Look at a health contact, please',
        'A health contact still has to be looked at',
      ]);
    });

    it('a change of the details ends the link, so that nobody sees who comes next', async () => {
      const { session, contact } = await healthOwner(test());
      const token = await askedContact(test(), session, contact);
      const body = { hds_contact: { email: 'next@clinic.test', name: 'Dr Next' } };
      await test().call('PATCH', `/v1/hds_contacts/${contact.id}`, { session, body });
      const opened = await test().call('POST', '/v1/hds_confirmations/open', { body: { token } });
      expect(fieldCode(opened, 'token')).toBe('used_link');
    });

    it('is not asked by somebody whose own address nobody confirmed', async () => {
      const owner = await test().person({ confirmed: false });
      const app = await healthApplication(test(), owner);
      const session = await signIn(owner);
      const contact = await addContact(test(), session, [app]);
      const asked = await test().call('POST', `/v1/hds_contacts/${contact.id}/confirmation`, { session });
      expectError(asked, 'account_unconfirmed');
    });
  });

  it('mail to the contact that came back opens a review', async () => {
    const { owner, session, contact } = await healthOwner(test());
    await test().drain();
    const before = test().smtp.mails.length;
    const machine = await asService(test(), 'hds:write');
    const other = await test().call('POST', '/v1/admin/hds/bounces', {
      ...machine,
      body: { bounce: { email: 'nobody@clinic.test' } },
    });
    expect(other.status).toBe(202);
    for (const email of [contact.email, contact.email.toUpperCase()])
      await test().call('POST', '/v1/admin/hds/bounces', { ...machine, body: { bounce: { email } } });
    await test().drain();
    expect(healthMails(test(), owner, before)).toEqual(['Look at a health contact, please']);
    const listed = await test().call('GET', '/v1/hds_contacts', { session });
    expect(listed.body.hds_contacts[0].review_opened).toMatchObject({ because: 'mail_bounced' });
  });

  it('mail that the contact’s server refuses opens a review', async () => {
    const { owner, session, contact } = await healthOwner(test());
    const gone = `nobody${test().clock.now()}@refused.test`;
    await test().call('PATCH', `/v1/hds_contacts/${contact.id}`, {
      session,
      body: { hds_contact: { email: gone } },
    });
    await test().drain();
    const before = test().smtp.mails.length;
    await test().call('POST', `/v1/hds_contacts/${contact.id}/confirmation`, { session });
    await test().drain();
    const listed = await test().call('GET', '/v1/hds_contacts', { session });
    expect(listed.body.hds_contacts[0].review_opened).toMatchObject({ because: 'mail_refused' });
    expect(healthMails(test(), owner, before)).toEqual(['Look at a health contact, please']);
  });

  it('a link is mailed again at most a few times a day', async () => {
    const { session, contact } = await healthOwner(test());
    const path = `/v1/hds_contacts/${contact.id}/confirmation`;
    const tokens = [];
    for (let i = 0; i < 5; i++) {
      await test().call('POST', path, { session });
      tokens.push(linkToken(await test().mailTo(contact.email)));
    }
    expectError(await test().call('POST', path, { session }), 'throttled');
    const first = await test().call('POST', '/v1/hds_confirmations/open', { body: { token: tokens[0] } });
    expect(fieldCode(first, 'token')).toBe('used_link');
  });
});
