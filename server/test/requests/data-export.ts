import { type Examples, own } from '../example.ts';
import { linkToken } from '../harness.ts';

export const examples: Examples = {
  'data_export.get': own('/v1/users/self/export'),
  'data_export.request': own('/v1/users/self/export', {}),
  'data_export.download': async (test) => {
    const owner = await test.person();
    const entered = await test.signIn(owner);
    await test.call('POST', '/v1/users/self/export', { session: entered, body: {} });
    const token = linkToken(await test.mailTo(owner.email, /is ready/));
    return { path: '/v1/users/self/export/download', owner, options: { session: entered, body: { token } } };
  },
};
