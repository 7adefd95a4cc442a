import { type Examples, own, session } from '../example.ts';

export const examples: Examples = {
  'revocation.preview': own('/v1/users/self/revocation'),
  'revocation.revoke': async (test) => {
    const owner = await test.person();
    await test.bearer(owner);
    await test.signIn(owner);
    return {
      path: '/v1/users/self/revocation',
      owner,
      options: { ...(await session(test, owner)), body: {} },
    };
  },
};
