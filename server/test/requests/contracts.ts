import { publicationOf, publish } from '../contracts.ts';
import { asService, type Examples, open, own, session } from '../example.ts';

const acceptance = { locale: 'fr' };

export const examples: Examples = {
  'contracts.list': own('/v1/contracts?required_for=platform'),
  'contracts.history': own('/v1/contracts/history'),
  'contracts.platform': open('/v1/contracts/platform'),
  'contracts.show': async (test) => {
    const owner = await test.person();
    const { id } = await publish(test, { required_for: [] });
    return { path: `/v1/contracts/${id}`, owner, options: await session(test, owner) };
  },
  'contracts.accept': async (test) => {
    const owner = await test.person();
    const { id } = await publish(test, { required_for: [] });
    const options = { ...(await session(test, owner)), body: acceptance };
    return { path: `/v1/contracts/${id}/accept`, owner, options };
  },
  'contracts.receipt': async (test) => {
    const owner = await test.person();
    const { id } = await publish(test, { required_for: [] });
    const options = await session(test, owner);
    await test.call('POST', `/v1/contracts/${id}/accept`, { ...options, body: acceptance });
    return { path: `/v1/contracts/${id}/receipt`, owner, options };
  },
  'contracts.receipt_keys': open('/.well-known/receipt-keys.json'),
  'contracts.document': async (test) => {
    const owner = await test.person();
    // What the platform requires would be there without a credential too.
    const { documents } = await publish(test, { required_for: ['hds'] });
    const path = new URL(documents[0]?.pdf.en ?? '').pathname;
    return { path, owner, options: await session(test, owner) };
  },
  'contracts.publish': async (test) => ({
    path: '/v1/admin/contracts',
    owner: null,
    options: {
      ...(await asService(test, 'contracts:write')),
      body: { contract: { ...publicationOf({ required_for: [] }), dry_run: false } },
    },
  }),
};
