import { type Examples, own } from '../example.ts';
import { linkToken } from '../harness.ts';

export const examples: Examples = {
  'password.get': own('/v1/users/self/password'),
  'password.request_reset': async (test) => {
    const owner = await test.person();
    return { path: '/v1/users/password/reset', owner, options: { body: { user: { email: owner.email } } } };
  },
  'password.open_reset': async (test) => {
    const owner = await test.person();
    await test.call('POST', '/v1/users/password/reset', { body: { user: { email: owner.email } } });
    const token = linkToken(await test.mailTo(owner.email, /new password/));
    return { path: '/v1/users/password/reset/link', owner, options: { body: { token } } };
  },
  'password.reset': async (test) => {
    const owner = await test.person();
    await test.call('POST', '/v1/users/password/reset', { body: { user: { email: owner.email } } });
    const token = linkToken(await test.mailTo(owner.email, /new password/));
    const password = 'another horse, another battery';
    return { path: '/v1/users/password/reset', owner, options: { body: { user: { token, password } } } };
  },
};
