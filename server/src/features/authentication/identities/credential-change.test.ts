import { expect, it } from 'vitest';
import { backFromGitLab, connectGitLab } from '../../../../test/at-gitlab.ts';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { codeOf } from '../../../../test/sign-in-way.ts';
import { Visitor } from '../../../../test/visitor.ts';

/** An identity is a credential: what somebody showed before it came or went counts no more. */
onEachDatabase('a way to sign in that comes or goes', (test) => {
  const browserOf = async (who: Person) => {
    const browser = new Visitor(test());
    await browser.signIn(who.email, who.password);
    return browser;
  };
  const removeAll = async (browser: Visitor) => {
    const { identities } = (await browser.call('GET', '/v1/identities')).body;
    for (const { id } of identities)
      expect((await browser.call('DELETE', `/v1/identities/${id}`)).status).toBe(204);
  };
  const changes = {
    'is added': async (who: Person) => {
      await connectGitLab(test(), await test().signIn(who));
      return async () => {
        await connectGitLab(test(), await test().signIn(who));
      };
    },
    'is removed': async (who: Person) => {
      await connectGitLab(test(), await test().signIn(who));
      return async () => removeAll(await browserOf(who));
    },
  };

  for (const [change, prepare] of Object.entries(changes)) {
    it(`turns tokens that were just made by password into ordinary ones when it ${change}`, async () => {
      const who = await test().person();
      const happen = await prepare(who);
      const { jwt } = await test().bearer(who);
      const begin = () =>
        test().call('POST', '/v1/client/tfa', { bearer: jwt, body: { tfa: { provider: 'totp' } } });
      expect((await begin()).status).toBe(200);
      await happen();
      expect(codeOf(await begin())).toBe('403 proof_required');
    });

    it(`ends what a session had begun to connect when it ${change}`, async () => {
      const who = await test().person();
      const happen = await prepare(who);
      const browser = await browserOf(who);
      const { state, code } = await backFromGitLab(browser, '/v1/identities/authorizations');
      await happen();
      const authorization = { provider: 'gitlab', state, code };
      expect(codeOf(await browser.call('POST', '/v1/sessions/provider', { authorization }))).toBe(
        '422 state invalid_link',
      );
    });

    it(`ends what a session had begun to link as an integration when it ${change}`, async () => {
      const who = await test().person();
      const happen = await prepare(who);
      const browser = await browserOf(who);
      const begun = await browser.call('POST', '/v1/scm_integrations/authorizations', {
        authorization: { scm_type: 'gitlab' },
      });
      const state = new URL(begun.body.authorization.url).searchParams.get('state');
      await happen();
      const authorization = { scm_type: 'gitlab', state, code: 'x' };
      expect(
        codeOf(await browser.call('POST', '/v1/scm_integrations/authorizations/complete', { authorization })),
      ).toBe('422 state used_link');
    });
  }
});
