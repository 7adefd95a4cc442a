import { Authenticator, addPasskey } from '../authenticator.ts';
import { type Examples, own } from '../example.ts';

export const examples: Examples = {
  'passkeys.challenge': async () => ({
    path: '/v1/passkeys/challenge',
    owner: null,
    options: { headers: { 'sec-fetch-site': 'same-origin' } },
  }),
  'passkeys.begin': own('/v1/passkeys/registration'),
  'passkeys.add': async (test) => {
    const owner = await test.person();
    const entered = await test.signIn(owner);
    const begun = await test.call('POST', '/v1/passkeys/registration', { session: entered });
    const response = new Authenticator().register(begun.body.options);
    return {
      path: '/v1/passkeys',
      owner,
      options: { session: entered, body: { passkey: { name: 'laptop', response } } },
    };
  },
  'passkeys.list': own('/v1/passkeys'),
  'passkeys.rename': async (test) => {
    const owner = await test.person();
    const added = await addPasskey(test, owner);
    const body = { passkey: { name: 'the old laptop' } };
    return { path: `/v1/passkeys/${added.id}`, owner, options: { session: added.session, body } };
  },
  'passkeys.remove': async (test) => {
    const owner = await test.person();
    const added = await addPasskey(test, owner);
    return {
      path: `/v1/passkeys/${added.id}`,
      owner,
      codes: added.codes ?? [],
      options: { session: added.session, body: { passkey: { last: true } } },
    };
  },
};
