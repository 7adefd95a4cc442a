import { addPasskey, askForPasskey } from '../authenticator.ts';
import { type Examples, own, session } from '../example.ts';
import { testPassword } from '../harness.ts';

export const examples: Examples = {
  'sessions.create': async (test) => {
    const owner = await test.person();
    return {
      path: '/v1/sessions',
      owner,
      options: {
        body: { session: { login: owner.username, password: owner.password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      },
    };
  },
  'sessions.end_current': own('/v1/sessions/current'),
  'sessions.list': own('/v1/sessions'),
  'sessions.end': async (test) => {
    const owner = await test.person();
    const other = await session(test, owner);
    const { body } = await test.call('GET', '/v1/sessions', other);
    return {
      path: `/v1/sessions/${body.sessions[0].id}`,
      owner,
      options: await session(test, owner),
    };
  },
  'sessions.end_others': async (test) => {
    const owner = await test.person();
    await test.signIn(owner);
    return { path: '/v1/sessions', owner, options: await session(test, owner) };
  },
  'sessions.proof': own('/v1/sessions/current/proof'),
  'sessions.prove': own('/v1/sessions/current/proof', { proof: { password: testPassword } }),
  'sessions.create_by_passkey': async (test) => {
    const owner = await test.person();
    const { device } = await addPasskey(test, owner);
    return {
      path: '/v1/sessions/passkey',
      owner,
      options: {
        body: { session: { passkey: device.answer(await askForPasskey(test)) } },
        headers: { 'sec-fetch-site': 'same-origin' },
      },
    };
  },
};
