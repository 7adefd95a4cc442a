import { type Examples, own } from '../example.ts';
import { linkToken, type TestApp } from '../harness.ts';
import { newSshKey } from '../ssh-key-maker.ts';

/** A member who asked to be deleted, and the mail with the link that confirms it. */
async function askToBeDeleted(test: TestApp) {
  const owner = await test.person();
  const entered = await test.signIn(owner);
  await test.call('POST', '/v1/users/delete', { session: entered });
  return { owner, session: entered, mail: await test.mailTo(owner.email, /Confirm that your account/) };
}

export const examples: Examples = {
  'deletion.get': own('/v1/users/self/deletion'),
  'deletion.request': own('/v1/users/delete', {}),
  'deletion.confirm': async (test) => {
    const { owner, session, mail } = await askToBeDeleted(test);
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const body = { deletion: { token: linkToken(mail), reason: 'moving on' } };
    return { path: `/v1/users/delete/${id}/confirm`, owner, options: { session, body } };
  },
  'deletion.stop': async (test) => {
    const { owner, mail } = await askToBeDeleted(test);
    const token = /delete\/stop\?token=([\w-]+)/.exec(mail.text)?.[1];
    return { path: '/v1/users/delete/stop', owner, options: { body: { token } } };
  },
  'deletion.undo': async (test) => {
    const { owner, session, mail } = await askToBeDeleted(test);
    // The key comes back with the account.
    const key = { name: 'laptop', content: newSshKey().line };
    await test.call('POST', '/v1/keys', { session, body: { key } });
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const body = { deletion: { token: linkToken(mail) } };
    await test.call('POST', `/v1/users/delete/${id}/confirm`, { session, body });
    const token = linkToken(await test.mailTo(owner.email, /being deleted/));
    return { path: '/v1/users/delete/undo', owner, options: { body: { token } } };
  },
};
