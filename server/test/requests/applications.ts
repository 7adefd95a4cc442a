import { asService, count, type Examples, own } from '../example.ts';

export const examples: Examples = {
  'applications.list': own('/v1/account/applications'),
  'applications.register': async (test) => {
    const owner = await test.person();
    const body = { app: { name: 'storefront', owner: owner.username, hds: true } };
    return {
      path: `/v1/admin/apps/ap-${count()}`,
      owner: null,
      options: { ...(await asService(test, 'apps:write')), body },
    };
  },
  'applications.remove': async (test) => {
    const owner = await test.person();
    const id = `ap-${count()}`;
    const options = await asService(test, 'apps:write');
    const body = { app: { name: 'storefront', owner: owner.username } };
    await test.call('PUT', `/v1/admin/apps/${id}`, { ...options, body });
    return { path: `/v1/admin/apps/${id}`, owner: null, options };
  },
};
