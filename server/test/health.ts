import { asService, count } from './example.ts';
import { linkToken, type Person, type TestApp, type TestResponse } from './harness.ts';

/** The details of somebody who can be reached. */
export const details = (email = `contact${count()}@clinic.test`) => ({
  org_type: 'company',
  name: 'Dr Claire Dubois',
  email,
  phone_number: '+33140000000',
  company: 'Clinique du Parc',
  address_line1: '1 rue du Parc',
  address_line2: null,
  address_city: 'Lyon',
  address_zip: '69006',
  address_country: 'FR',
  notes: '',
});

/** Tells Loge of a health application, as the platform does. Returns its id. */
export async function healthApplication(
  test: TestApp,
  owner: Pick<Person, 'id'>,
  given: { readonly id?: string; readonly name?: string; readonly hds?: boolean } = {},
): Promise<string> {
  const { id = `ap-health-${count()}`, hds = true } = given;
  const { name = `Booking ${id}` } = given;
  const body = { app: { name, owner: owner.id, hds, url: `https://apps.example/${id}` } };
  const machine = await asService(test, 'apps:write');
  const done = await test.call('PUT', `/v1/admin/apps/${id}`, { ...machine, body });
  if (done.status !== 200) throw new Error(`application: ${JSON.stringify(done.body)}`);
  return id;
}

export async function removeApplication(test: TestApp, id: string): Promise<void> {
  const done = await test.call('DELETE', `/v1/admin/apps/${id}`, await asService(test, 'apps:write'));
  if (done.status !== 204) throw new Error(`application: ${JSON.stringify(done.body)}`);
}

export const bothRoles = ['designates_professional', 'incident_referent'];

/** Adds a contact that serves these applications in both roles. */
export async function addContact(
  test: TestApp,
  session: string,
  apps: readonly string[],
  given: object = {},
): Promise<TestResponse['body']> {
  const applications = apps.map((id) => ({ id, roles: bothRoles }));
  const body = { hds_contact: { ...details(), applications, ...given } };
  const made = await test.call('POST', '/v1/hds_contacts', { session, body });
  if (made.status !== 201) throw new Error(`contact: ${JSON.stringify(made.body)}`);
  return made.body.hds_contact;
}

/** Somebody with a health application and its contact. */
export async function healthOwner(test: TestApp) {
  const owner = await test.person();
  const app = await healthApplication(test, owner);
  const session = await test.signIn(owner);
  const contact = await addContact(test, session, [app]);
  return { owner, app, session, contact };
}

/** Has the contact mailed; returns the token of the link. */
export async function askedContact(test: TestApp, session: string, contact: { id: string; email: string }) {
  const asked = await test.call('POST', `/v1/hds_contacts/${contact.id}/confirmation`, { session });
  if (asked.status !== 202) throw new Error(`asking: ${JSON.stringify(asked.body)}`);
  return linkToken(await test.mailTo(contact.email));
}
