import { count, type Examples, own } from '../example.ts';
import { linkToken, type TestApp } from '../harness.ts';

/** A member who asked for another address and has not followed its link. */
async function askForAddress(test: TestApp) {
  const owner = await test.person();
  const entered = await test.signIn(owner);
  const address = `moved${count()}@example.test`;
  const body = { user: { email: address, current_password: owner.password } };
  await test.call('PUT', '/v1/users/account', { session: entered, body });
  return { owner, session: entered, address };
}

export const examples: Examples = {
  'email_change.confirm': async (test) => {
    const { owner, session, address } = await askForAddress(test);
    const token = linkToken(await test.mailTo(address, /Confirm your new/));
    return { path: '/v1/users/email/confirm', owner, options: { session, body: { token } } };
  },
  'email_change.cancel': async (test) => {
    const { owner } = await askForAddress(test);
    const token = linkToken(await test.mailTo(owner.email, /about to change/));
    return { path: '/v1/users/email/cancel', owner, options: { body: { token } } };
  },
  'email_change.withdraw': async (test) => {
    const { owner, session } = await askForAddress(test);
    return { path: '/v1/users/self/email/change', owner, options: { session } };
  },
  'email_change.undo': async (test) => {
    const { owner, session, address } = await askForAddress(test);
    const token = linkToken(await test.mailTo(address, /Confirm your new/));
    await test.call('POST', '/v1/users/email/confirm', { session, body: { token } });
    const undo = linkToken(await test.mailTo(owner.email, /was changed/));
    return { path: '/v1/users/email/undo', owner, options: { body: { token: undo } } };
  },
  'users.email': own('/v1/users/self/email'),
};
