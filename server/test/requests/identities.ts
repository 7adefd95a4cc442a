import { type Examples, own } from '../example.ts';
import { Visitor } from '../visitor.ts';
import { backFromGitLab } from './provider-sign-in.ts';

export const examples: Examples = {
  'identities.list': own('/v1/identities'),
  'identities.remove': async (test) => {
    const owner = await test.person();
    const browser = new Visitor(test);
    await browser.signIn(owner.email, owner.password);
    const { state, code } = await backFromGitLab(browser, '/v1/identities/authorizations');
    await browser.call('POST', '/v1/sessions/provider', { authorization: { state, code } });
    const [added] = (await browser.call('GET', '/v1/identities')).body.identities;
    return { path: `/v1/identities/${added.id}`, owner, options: { session: browser.session ?? '' } };
  },
};
