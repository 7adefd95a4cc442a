import { type Examples, open, own, session } from '../example.ts';
import { linkToken, testPassword } from '../harness.ts';

export const examples: Examples = {
  'users.self': own('/v1/users/self'),
  'users.update_account': own('/v1/users/account', {
    user: { fullname: 'Léa', preferences: { theme: 'dark' } },
  }),
  'account.update_profile': own('/v1/account/profile', {
    user: { password: 'another horse, another battery', current_password: testPassword },
  }),
  'users.put': async (test) => {
    const owner = await test.person();
    const body = { user: { fullname: 'Léa' } };
    return { path: `/v1/users/${owner.id}`, owner, options: { ...(await session(test, owner)), body } };
  },
  'users.patch': async (test) => {
    const owner = await test.person();
    const body = { user: { fullname: 'Léa' } };
    return { path: `/v1/users/${owner.id}`, owner, options: { ...(await session(test, owner)), body } };
  },
  'users.stop_free_trial': own('/v1/users/stop_free_trial'),
  'organizations.list': own('/v1/organizations'),
  'users.roles': open('/v1/users/roles'),
  'newsletter.get': own('/v1/users/self/newsletter'),
  'newsletter.unsubscribe': async (test) => {
    const owner = await test.person();
    const subscribed = { body: { user: { email_newsletter: true } }, ...(await session(test, owner)) };
    await test.call('PUT', '/v1/users/account', subscribed);
    const token = linkToken(await test.mailTo(owner.email, /newsletter/));
    return {
      path: `/newsletter/unsubscribe?token=${encodeURIComponent(token)}`,
      owner,
      options: {
        raw: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    };
  },
};
