import { asService, type Example, type Examples, type Make, own } from '../example.ts';
import type { TestApp } from '../harness.ts';
import { askedContact, bothRoles, details, healthApplication, healthOwner } from '../health.ts';

type Made = Awaited<ReturnType<typeof healthOwner>>;

const ofOwner =
  (path: (made: Made) => string, body?: (made: Made) => object): Make =>
  async (test) => {
    const made = await healthOwner(test);
    const { session, owner } = made;
    return { path: path(made), owner, options: { session, ...(body ? { body: body(made) } : {}) } };
  };

const byLink = async (test: TestApp, path: string, more: object): Promise<Example> => {
  const { owner, session, contact } = await healthOwner(test);
  const token = await askedContact(test, session, contact);
  return { path, owner, options: { body: { token, ...more } } };
};

export const examples: Examples = {
  'hds.put': ofOwner(
    ({ app }) => `/v1/apps/${app}/hds_contact`,
    () => ({ hds_contact: { ...details(), notes: 'Ask for the night service.' } }),
  ),
  'hds.show': ofOwner(({ app }) => `/v1/apps/${app}/hds_contact`),
  'hds.list': own('/v1/hds_contacts'),
  'hds.create': async (test) => {
    const owner = await test.person();
    const applications = [{ id: await healthApplication(test, owner), roles: bothRoles }];
    const body = {
      hds_contact: { ...details(), hours: 'Mon to Fri, 9 to 17', languages: ['fr', 'en'], applications },
    };
    return { path: '/v1/hds_contacts', owner, options: { session: await test.signIn(owner), body } };
  },
  'hds.edit': ofOwner(
    ({ contact }) => `/v1/hds_contacts/${contact.id}`,
    ({ app }) => ({
      hds_contact: {
        ...details(),
        name: 'Dr Paul Morel',
        hours: '9 to 17',
        languages: ['fr'],
        applications: [{ id: app, roles: bothRoles }],
      },
    }),
  ),
  'hds.remove': ofOwner(({ contact }) => `/v1/hds_contacts/${contact.id}`),
  'hds.review': ofOwner(
    ({ contact }) => `/v1/hds_contacts/${contact.id}/review`,
    ({ contact }) => ({ review: { details_hash: contact.details_hash } }),
  ),
  'hds.reviews': ofOwner(({ contact }) => `/v1/hds_contacts/${contact.id}/reviews`),
  'hds.ask': ofOwner(({ contact }) => `/v1/hds_contacts/${contact.id}/confirmation`),
  'hds.open_confirmation': (test) => byLink(test, '/v1/hds_confirmations/open', {}),
  'hds.confirm': (test) => byLink(test, '/v1/hds_confirmations', { right: false }),
  'hds.register': async (test) => ({
    path: '/v1/admin/hds/register?format=csv&locale=fr',
    owner: null,
    options: await asService(test, 'hds:read'),
  }),
  'hds.register_digest': async (test) => ({
    path: '/v1/admin/hds/register/digest',
    owner: null,
    options: { ...(await asService(test, 'hds:read')), body: { register: { locale: 'fr' } } },
  }),
  'hds.report_bounce': async (test) => {
    const { contact } = await healthOwner(test);
    const body = { bounce: { email: contact.email } };
    return {
      path: '/v1/admin/hds/bounces',
      owner: null,
      options: { ...(await asService(test, 'hds:write')), body },
    };
  },
};
