import { requireSomething } from '../contracts.ts';
import { count, type Examples, session } from '../example.ts';
import { linkToken, testPassword } from '../harness.ts';

export const examples: Examples = {
  'users.create': async (test) => {
    await requireSomething(test);
    const { body } = await test.call('GET', '/v1/contracts/platform');
    return {
      path: '/v1/users',
      owner: null,
      options: {
        body: {
          user: {
            email: `new${count()}@example.test`,
            password: testPassword,
            tos_accepted: true,
            contracts: body.contracts.map(({ id }: { id: string }) => id),
            email_newsletter: true,
          },
        },
      },
    };
  },
  'users.confirm': async (test) => {
    const owner = await test.person({ confirmed: false });
    const token = linkToken(await test.mailTo(owner.email));
    return {
      path: '/v1/users/confirmation',
      owner,
      options: { ...(await session(test, owner)), body: { token } },
    };
  },
  'users.resend_confirmation': async (test) => {
    const owner = await test.person({ confirmed: false });
    return { path: '/v1/users/confirmation/resend', owner, options: await session(test, owner) };
  },
};
