import { connectGitLab } from '../at-gitlab.ts';
import { type Examples, own } from '../example.ts';

export const examples: Examples = {
  'identities.list': own('/v1/identities'),
  'identities.remove': async (test) => {
    const owner = await test.person();
    const { session } = await connectGitLab(test, await test.signIn(owner));
    const [added] = (await test.call('GET', '/v1/identities', { session })).body.identities;
    return { path: `/v1/identities/${added.id}`, owner, options: { session } };
  },
};
