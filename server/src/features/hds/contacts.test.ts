import { describe, expect, it } from 'vitest';
import { onEachDatabase, type TestApp } from '../../../test/harness.ts';
import {
  addContact,
  bothRoles,
  details,
  healthApplication,
  healthOwner,
  removeApplication,
} from '../../../test/health.ts';
import { expectError, fieldCode, journalTypes } from '../../../test/observe.ts';
import { days } from '../../kernel/clock.ts';

const list = async (test: TestApp, session: string) =>
  (await test.call('GET', '/v1/hds_contacts', { session })).body;

const byPut = (test: TestApp, session: string, app: string, given: object) =>
  test.call('PUT', `/v1/apps/${app}/hds_contact`, { session, body: { hds_contact: given } });

onEachDatabase(
  'health contacts',
  (test) => {
    it('one serves several applications, and is changed for all of them at once', async () => {
      const owner = await test().person();
      const apps = [await healthApplication(test(), owner), await healthApplication(test(), owner)];
      const session = await test().signIn(owner);
      const contact = await addContact(test(), session, apps);
      expect(contact.applications.map(({ id }: { id: string }) => id).sort()).toEqual([...apps].sort());
      const body = { hds_contact: { phone_number: '04 78 00 00 00' } };
      const edited = await test().call('PATCH', `/v1/hds_contacts/${contact.id}`, { session, body });
      expect(edited.body.hds_contact).toMatchObject({ phone_number: '+33478000000', up_to_date: true });
      for (const app of apps) {
        const shown = await test().call('GET', `/v1/apps/${app}/hds_contact`, { session });
        expect(shown.body.hds_contact).toMatchObject({ id: contact.id, phone_number: '+33478000000' });
      }
    });

    it('one that is set for an application leaves the others what they had', async () => {
      const owner = await test().person();
      const [a, b] = [await healthApplication(test(), owner), await healthApplication(test(), owner)];
      const session = await test().signIn(owner);
      const shared = await addContact(test(), session, [a, b]);
      const set = await byPut(test(), session, a, { name: 'Dr Paul Morel' });
      expect(set.status).toBe(200);
      expect(set.body.hds_contact.id).not.toBe(shared.id);
      expect(set.body.hds_contact).toMatchObject({ name: 'Dr Paul Morel', company: shared.company });
      const other = await test().call('GET', `/v1/apps/${b}/hds_contact`, { session });
      expect(other.body.hds_contact).toMatchObject({ id: shared.id, name: shared.name });
      // Both roles went along, since the one contact had both there.
      const { health_applications: apps } = await list(test(), session);
      expect(apps.map(({ gaps }: { gaps: string[] }) => gaps)).toEqual([[], []]);
    });

    it('each role is one person’s: whoever is given it relieves the other', async () => {
      const { app, session, contact } = await healthOwner(test());
      const referent = await addContact(test(), session, [], {
        name: 'Night desk',
        applications: [{ id: app, roles: ['incident_referent'] }],
      });
      const { health_applications: apps } = await list(test(), session);
      expect(apps[0].contacts).toEqual([
        { contact_id: contact.id, role: 'designates_professional' },
        { contact_id: referent.id, role: 'incident_referent' },
      ]);
      await test().call('DELETE', `/v1/hds_contacts/${referent.id}`, { session });
      expect((await list(test(), session)).health_applications[0].gaps).toEqual(['no_incident_referent']);
    });

    it('an application without a contact heads the list', async () => {
      const owner = await test().person();
      const a = await healthApplication(test(), owner, { name: 'A first' });
      const session = await test().signIn(owner);
      await addContact(test(), session, [a]);
      const z = await healthApplication(test(), owner, { name: 'Z last' });
      const { health_applications: apps } = await list(test(), session);
      expect(apps.map(({ id }: { id: string }) => id)).toEqual([z, a]);
      expect(apps[0].gaps).toEqual(['no_contact', 'no_incident_referent']);
    });

    it('what changes hands leaves its contact behind; what is removed is no health application', async () => {
      const { app, owner, session, contact } = await healthOwner(test());
      const next = await test().person();
      await healthApplication(test(), next, { id: app });
      const mine = await list(test(), session);
      expect(mine.health_applications).toEqual([]);
      expect(mine.hds_contacts).toMatchObject([{ id: contact.id, applications: [] }]);
      expectError(await byPut(test(), session, app, { name: 'Still mine?' }), 'not_found');
      const theirs = await list(test(), await test().signIn(next));
      expect(theirs.hds_contacts).toEqual([]);
      expect(theirs.health_applications).toMatchObject([
        { id: app, gaps: expect.arrayContaining(['no_contact']) },
      ]);
      // Back again, it has no contact either: nobody said that the old one is right.
      await healthApplication(test(), owner, { id: app });
      expect((await list(test(), session)).health_applications[0].contacts).toEqual([]);
      await removeApplication(test(), app);
      expect((await list(test(), session)).health_applications).toEqual([]);
    });

    it('an application that holds no health data has none', async () => {
      const owner = await test().person();
      const app = await healthApplication(test(), owner, { hds: false });
      const session = await test().signIn(owner);
      const refused = await byPut(test(), session, app, details());
      expect(fieldCode(refused, 'base')).toBe('not_health');
      expectError(await test().call('GET', `/v1/apps/${app}/hds_contact`, { session }), 'not_found');
    });

    it('nobody’s contact serves another member’s application', async () => {
      const { app } = await healthOwner(test());
      const session = await test().signIn(await test().person());
      const body = { hds_contact: { ...details(), applications: [{ id: app, roles: bothRoles }] } };
      const refused = await test().call('POST', '/v1/hds_contacts', { session, body });
      expect(fieldCode(refused, 'applications')).toBe('unknown_application');
      expect((await list(test(), session)).hds_contacts).toEqual([]);
    });

    describe('bad input', () => {
      it.each([
        ['12', 'FR'],
        ['+33 1 23', ''],
        ['+999 1234567', 'FR'],
        ['call me', 'FR'],
        ['+33140000000 ext. 12', 'FR'],
        ['00', 'JP'],
        ['٠١٢', 'EG'],
        ['+1 555 0123', 'US'],
        ['0140000000', ''],
      ])('refuses an impossible phone, keeping nothing: %s in %s', async (phone_number, address_country) => {
        const { app, session, contact } = await healthOwner(test());
        const refused = await byPut(test(), session, app, { phone_number, address_country });
        expect(fieldCode(refused, 'phone_number')).toBe('invalid_phone');
        const shown = await test().call('GET', `/v1/apps/${app}/hds_contact`, { session });
        expect(shown.body.hds_contact).toEqual(contact);
      });

      it.each([
        '01 40 00 00 00',
        '+33 1 40 00 00 00',
        '(+33) 140000000',
        '+33 (0)1 40 00 00 00',
        '0033140000000',
        '+33140000000',
      ])('keeps a phone in its one form: %s', async (phone_number) => {
        const { app, session } = await healthOwner(test());
        const set = await byPut(test(), session, app, { phone_number });
        expect(set.body.hds_contact?.phone_number, JSON.stringify(set.body)).toBe('+33140000000');
      });

      it.each(['ZZ', 'UK', 'EU', 'France', 'F', '🇫🇷', 'F\u0000'])(
        'refuses an impossible country: %s',
        async (address_country) => {
          const { app, session } = await healthOwner(test());
          const refused = await byPut(test(), session, app, { address_country });
          expect(fieldCode(refused, 'address_country')).toBe('unknown_country');
        },
      );

      it('keeps an address in Japanese as it is', async () => {
        const { app, session } = await healthOwner(test());
        const given = {
          name: '佐藤 花子',
          company: '東京クリニック',
          address_line1: '東京都千代田区千代田1丁目1番',
          address_line2: '3階',
          address_city: '千代田区',
          address_zip: '〒100-0001',
          address_country: 'jp',
          phone_number: '03-1234-5678',
        };
        const set = await byPut(test(), session, app, given);
        expect(set.body.hds_contact).toMatchObject({
          ...given,
          address_country: 'JP',
          phone_number: '+81312345678',
          up_to_date: true,
        });
      });

      it('refuses what does not fit, each field by name', async () => {
        const { session } = await healthOwner(test());
        const bad = {
          org_type: 'clinic',
          name: `a\u202eb`,
          email: 'nobody',
          company: 'x'.repeat(201),
          notes: 7,
          languages: ['fr', 'klingon'],
          nickname: 'Doc',
        };
        const refused = await test().call('POST', '/v1/hds_contacts', {
          session,
          body: { hds_contact: { ...details(), ...bad } },
        });
        expect(refused.status).toBe(422);
        const codes = Object.entries(refused.body.details as Record<string, { code: string }[]>).map(
          ([field, [issue]]) => [field, issue?.code],
        );
        expect(Object.fromEntries(codes)).toEqual({
          org_type: 'invalid',
          name: 'bidirectional_override',
          email: 'invalid_email',
          company: 'too_long',
          notes: 'invalid_type',
          'languages.1': 'unknown_language',
          nickname: 'unknown_field',
        });
      });

      it('says which needed field is missing', async () => {
        const session = await test().signIn(await test().person());
        const empty = await test().call('POST', '/v1/hds_contacts', { session, body: {} });
        expect(fieldCode(empty, 'email')).toBe('missing');
        expect(Object.keys(empty.body.details)).toHaveLength(9);
        const { contact, session: own } = await healthOwner(test());
        const emptied = await test().call('PATCH', `/v1/hds_contacts/${contact.id}`, {
          session: own,
          body: { hds_contact: { company: null } },
        });
        expect(fieldCode(emptied, 'company')).toBe('missing');
      });
    });

    it('of two at once, none is lost, and a role is one person’s', async () => {
      const { app, session } = await healthOwner(test());
      const answers = await Promise.all(
        ['A', 'B', 'C', 'D'].map((name) => byPut(test(), session, app, { name })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const { hds_contacts: contacts, health_applications: apps } = await list(test(), session);
      expect(contacts).toHaveLength(1);
      expect(apps[0].contacts).toHaveLength(2);
    });

    it('a change of hands and a change of contact at once leave no contact at the new owner’s', async () => {
      for (let round = 0; round < 5; round++) {
        const { app, session } = await healthOwner(test());
        const next = await test().person();
        await Promise.all([
          healthApplication(test(), next, { id: app }),
          byPut(test(), session, app, { name: `In time? ${round}` }),
        ]);
        const { health_applications: apps } = await list(test(), await test().signIn(next));
        expect(apps[0].contacts).toEqual([]);
      }
    });

    it('set again as it is, is reviewed and not changed', async () => {
      const { owner, app, contact } = await healthOwner(test());
      test().clock.advance(days(30));
      const again = await test().signIn(owner);
      const set = await byPut(test(), again, app, { name: contact.name, phone_number: '01.40.00.00.00' });
      expect(set.body.hds_contact.updated_at).toBe(contact.updated_at);
      const reviews = await test().call('GET', `/v1/hds_contacts/${contact.id}/reviews`, { session: again });
      expect(reviews.body.reviews.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
        'still_right',
        'created',
      ]);
      const types = await journalTypes(test().app, owner.id);
      expect(types.filter((type) => type === 'edit_hds_contact')).toHaveLength(1);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
