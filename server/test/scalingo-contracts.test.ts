import type { AddressInfo } from 'node:net';
import { clientFromToken, type ScalingoClientOptions } from 'scalingo';
import { beforeAll, expect, it } from 'vitest';
import { days, instantOf } from '../src/kernel/clock.ts';
import { publish } from './contracts.ts';
import { onEachDatabase } from './harness.ts';

/** The npm client's `Contracts`, as its users run it, over a real port. */
onEachDatabase('contracts by the npm client', (test) => {
  let options: ScalingoClientOptions;
  beforeAll(async () => {
    const { http } = test();
    await http.listen({ host: '127.0.0.1', port: 0 });
    const origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
    options = { authApiUrl: origin, apiUrl: origin };
  });

  it('are listed, found, accepted, and kept in the history', async () => {
    const who = await test().person();
    const clientOf = async () => clientFromToken((await test().bearer(who)).secret, options);
    const { Contracts } = await clientOf();
    const enrollAt = instantOf(test().clock.now() + days(30));
    const first = await publish(test(), { slug: 'terms', enroll_at: enrollAt });
    expect(await Contracts.list()).toEqual([{ ...first, accepted: null }]);
    expect(await Contracts.history()).toEqual([]);
    const contract = await Contracts.find(first.id);
    expect(contract).toMatchObject({
      id: first.id,
      version: '1',
      latest: true,
      required_for: ['platform'],
      enroll_at: enrollAt,
      next_version_id: null,
      depends_on_id: null,
      name: { en: 'Terms of service', fr: 'Conditions générales' },
      short: { en: 'Terms', fr: 'CGU' },
      blog_article: {},
      published_at: instantOf(test().clock.now()),
      accepted: null,
      documents: [
        {
          name: { en: 'Terms of service', fr: 'Conditions générales' },
          short: { en: 'Terms', fr: 'CGU' },
          web: {},
          pdf: {
            en: expect.stringMatching(/^http:\/\/localhost:4310\/documents\/[0-9a-f]{64}\/terms-en\.pdf$/),
            fr: expect.stringMatching(/^http:\/\/localhost:4310\/documents\/[0-9a-f]{64}\/terms-fr\.pdf$/),
          },
        },
      ],
    });
    const accepted = { on: instantOf(test().clock.now()), locale: 'fr' };
    expect(await Contracts.accept(first.id, 'fr')).toMatchObject({ id: first.id, accepted });
    expect((await Contracts.list()).map((one) => one.accepted)).toEqual([accepted]);

    test().clock.advance(days(1));
    const second = await publish(test(), { slug: 'terms', version: '2' });
    const { Contracts: later } = await clientOf();
    expect((await later.list()).map(({ id }) => id)).toEqual([second.id]);
    expect(await later.history()).toMatchObject([
      { id: first.id, latest: false, next_version_id: second.id, accepted },
    ]);
    await later.accept(second.id, 'en');
    expect((await later.history()).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('say 422 to a language that is not spoken here, and 404 to a contract that is none', async () => {
    const who = await test().person();
    const { Contracts } = await clientFromToken((await test().bearer(who)).secret, options);
    const { id } = await publish(test());
    await expect(Contracts.accept(id, 'de' as 'en')).rejects.toMatchObject({
      status: 422,
      data: { errors: { locale: ['is not a supported language'] } },
    });
    await expect(Contracts.find('c-2025-tos')).rejects.toMatchObject({
      status: 404,
      data: { resource: 'contract', error: 'not found' },
    });
    await expect(Contracts.accept('c-2025-tos', 'en')).rejects.toMatchObject({ status: 404 });
  });
});
