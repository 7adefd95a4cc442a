import { asService, type Examples, type Make, open, own, session } from '../example.ts';

const ofToken =
  (suffix: string): Make =>
  async (test) => {
    const owner = await test.person();
    const { tokenId, jwt } = await test.bearer(owner);
    return { path: `/v1/tokens/${tokenId}${suffix}`, owner, options: { bearer: jwt } };
  };

export const examples: Examples = {
  'tokens.list': own('/v1/tokens'),
  'tokens.create': own('/v1/tokens', { token: { name: 'ci' } }),
  'tokens.show': ofToken(''),
  'tokens.renew': async (test) => {
    const owner = await test.person();
    const { tokenId } = await test.bearer(owner);
    return { path: `/v1/tokens/${tokenId}/renew`, owner, options: await session(test, owner) };
  },
  'tokens.renew_by_put': async (test) => {
    const owner = await test.person();
    const { tokenId } = await test.bearer(owner);
    return { path: `/v1/tokens/${tokenId}/renew`, owner, options: await session(test, owner) };
  },
  'tokens.revoke': ofToken(''),
  'tokens.exchange': async (test) => {
    const owner = await test.person();
    const { secret } = await test.bearer(owner);
    return { path: '/v1/tokens/exchange', owner, options: { basic: `:${secret}` } };
  },
  'tokens.uses': ofToken('/uses'),
  'tokens.revoke_current': async (test) => {
    const owner = await test.person();
    const { secret } = await test.bearer(owner);
    return { path: '/v1/tokens/current', owner, options: { basic: `:${secret}` } };
  },
  'tokens.report_leak': async (test) => {
    const owner = await test.person();
    const { secret } = await test.bearer(owner);
    return { path: '/v1/tokens/leaked', owner: null, options: { body: { tokens: [secret] } } };
  },
  'tokens.introspect': async (test) => {
    const { jwt } = await test.bearer(await test.person());
    const options = await asService(test, 'tokens:introspect');
    return { path: '/v1/introspect', owner: null, options: { ...options, body: { token: jwt } } };
  },
  'tokens.scopes': own('/v1/scopes'),
  jwks: open('/.well-known/jwks.json'),
};
