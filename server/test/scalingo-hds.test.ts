import type { AddressInfo } from 'node:net';
import { clientFromToken } from 'scalingo';
import { expect, it } from 'vitest';
import { onEachDatabase } from './harness.ts';
import { details, healthApplication } from './health.ts';
import { journalTypes } from './observe.ts';

/** The npm client's `HDSContacts`, as its users run it, over a real port. */
onEachDatabase('health contacts by the npm client', (test) => {
  it('are set whole, in part, with nothing, and with fields that are not theirs to set', async () => {
    const { http, clock } = test();
    await http.listen({ host: '127.0.0.1', port: 0 });
    const origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
    const owner = await test().person();
    const app = await healthApplication(test(), owner);
    const { secret } = await test().bearer(owner);
    const client = await clientFromToken(secret, { authApiUrl: origin, apiUrl: origin });

    // Called without anything it sends `{}`.
    const empty = await client.HDSContacts.update(app);
    expect(empty).toMatchObject({ name: '', email: '', up_to_date: false, address_line2: null });

    const { org_type: _, address_line2: __, ...texts } = details();
    const given = { ...texts, org_type: 'company', address_line2: 'Bât. B' } as const;
    clock.advance(1000);
    const set = await client.HDSContacts.update(app, given);
    expect(Object.keys(set)).toEqual([
      'id',
      'org_type',
      'name',
      'email',
      'phone_number',
      'company',
      'address_line1',
      'address_line2',
      'address_city',
      'address_zip',
      'address_country',
      'notes',
      'updated_at',
      'up_to_date',
    ]);
    expect(set).toEqual({
      ...given,
      id: empty.id,
      updated_at: new Date(clock.now()).toISOString(),
      up_to_date: true,
    });

    clock.advance(1000);
    const part = await client.HDSContacts.update(app, { notes: 'Ask for the night service.' });
    expect(part).toEqual({
      ...set,
      notes: 'Ask for the night service.',
      updated_at: new Date(clock.now()).toISOString(),
    });

    // Read-only and unknown fields are ignored, as everywhere in the contract.
    const foreign = {
      id: 'x',
      up_to_date: false,
      updated_at: 'never',
      hds_resource: {},
      name: 'Dr Paul Morel',
    };
    const kept = await client.HDSContacts.update(app, foreign);
    expect(kept).toMatchObject({ id: set.id, name: 'Dr Paul Morel', up_to_date: true });

    const types = await journalTypes(test().app, owner.id);
    expect(types.filter((type) => type === 'edit_hds_contact')).toHaveLength(4);
    const events = await client.Events.for(app).catch(() => null);
    expect(events).toBeNull();
    const account = await client.Events.all({ page: 1, per_page: 30 });
    const edited = account.events.find(({ type }) => type === 'edit_hds_contact');
    expect(edited?.type_data).toMatchObject({
      name: 'Dr Paul Morel',
      phone_number: '+33140000000',
      remote_ip: '127.0.0.1',
      app_id: app,
    });

    await expect(client.HDSContacts.update('ap-nobodys', given)).rejects.toMatchObject({ status: 404 });
    await expect(client.HDSContacts.update(app, { phone_number: '12' })).rejects.toMatchObject({
      status: 422,
      data: { errors: { phone_number: [expect.stringContaining('telephone')] } },
    });
  });
});
