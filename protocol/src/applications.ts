import * as z from 'zod/mini';
import { id, instant, requiredLine } from './primitives.ts';
import { type Chapter, member, operatorOr, route } from './route.ts';

/** The platform's applications, as far as Loge knows them: who owns one, and whether it holds health data. */
export const application = z.object({
  id,
  name: z.string(),
  /** Where its owner can transfer or delete it; null when the platform gave no address. */
  url: z.nullable(z.string()),
});
export type Application = z.output<typeof application>;

const registered = z.extend(application, {
  owner: z.object({ id, username: z.string() }),
  hds: z.boolean(),
  registered_at: instant,
});

const params = z.object({ id });

export const chapter: Chapter = {
  order: 6,
  name: 'Platform',
  about: 'Where it runs, and which applications an account owns.',
  routes: ['regions', 'applications'],
};

export const listApplications = route({
  id: 'applications.list',
  method: 'GET',
  path: '/v1/account/applications',
  summary: 'The applications that the account owns; of a token limited to some, those.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({ applications: z.array(z.extend(application, { hds: z.boolean() })) }),
});

export const registerApplication = route({
  id: 'applications.register',
  method: 'PUT',
  path: '/v1/admin/apps/:id',
  summary:
    'Tell Loge of an application: its name, owner (id, username or e-mail) and whether it holds health data.',
  auth: operatorOr('apps:write'),
  params,
  body: {
    root: 'app',
    bare: true,
    schema: z.strictObject({
      name: requiredLine(200),
      owner: requiredLine(254),
      url: z.optional(
        z.nullable(z.string().check(z.maxLength(2000, 'too_long'), z.regex(/^https?:\/\/\S+$/, 'invalid'))),
      ),
      hds: z.optional(z.boolean()),
    }),
  },
  status: 200,
  reply: z.object({ app: registered }),
  records: ['application_registered', 'application_removed', 'hds_contact_wanted'],
});

export const removeApplication = route({
  id: 'applications.remove',
  method: 'DELETE',
  path: '/v1/admin/apps/:id',
  summary: 'The application is gone.',
  auth: operatorOr('apps:write'),
  params,
  status: 204,
  reply: null,
  records: ['application_removed'],
});
