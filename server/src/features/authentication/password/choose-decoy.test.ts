import { hash as bcrypt } from '@node-rs/bcrypt';
import { beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError } from '../../../../test/observe.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { minutes } from '../../../kernel/clock.ts';
import { schemeOf } from '../../../platform/crypto/password-scheme.ts';
import { chooseDecoy } from './choose-decoy.ts';
import { countSchemes, putPassword } from './queries.ts';

const ours = '$argon2id$v=19$m=1024,t=1,p=1';

onEachDatabase(
  'what a wrong password costs',
  (test) => {
    const members: Person[] = [];
    beforeAll(async () => {
      // The first count saw only hashes that Loge made.
      await chooseDecoy(test().app.ctx, 'anybody');
      for (let i = 0; i < 8; i++) members.push(await test().person({ confirmed: false }));
      const hash = await bcrypt('a key from the old house', { cost: 5 });
      for (const { id } of members.slice(0, 6))
        await test().app.ctx.write(commandActor('test'), (tx) => putPassword(tx, id, hash, null));
    });
    /** The scheme of the hash that a sign-in verifies. */
    const verifiedBy = async (login: string): Promise<string | null> => {
      const { hasher } = test().app.ctx;
      const { fits } = hasher;
      const verified: (string | null)[] = [];
      hasher.fits = (stored, password, decoy) => {
        verified.push(schemeOf(stored ?? decoy));
        return fits.call(hasher, stored, password, decoy);
      };
      try {
        const refused = await test().call('POST', '/v1/sessions', {
          body: { session: { login, password: 'not the one at all' } },
          headers: { 'sec-fetch-site': 'same-origin' },
        });
        expectError(refused, 'invalid_credentials');
      } finally {
        hasher.fits = fits;
      }
      expect(verified).toHaveLength(1);
      return verified[0] ?? null;
    };

    it('is the same mix for unknown names as for members, and the same for a name each time', async () => {
      test().clock.advance(minutes(10));
      await verifiedBy('the one who has them counted');
      expect(await countSchemes(test().app.ctx.reader)).toEqual(
        expect.arrayContaining([
          { scheme: '$2b$05', count: 6 },
          { scheme: ours, count: 2 },
        ]),
      );
      const known = [];
      for (const { username } of members) known.push(await verifiedBy(username));
      expect(known.filter((scheme) => scheme === '$2b$05')).toHaveLength(6);
      const names = Array.from({ length: 200 }, (_, i) => `nobody-${i}`);
      const [once, again] = [[] as unknown[], [] as unknown[]];
      for (const name of names) once.push(await verifiedBy(name));
      for (const name of names) again.push(await verifiedBy(name));
      expect(again).toEqual(once);
      expect(once.every((scheme) => scheme === '$2b$05' || scheme === ours)).toBe(true);
      // Three quarters are expected. The bounds are six standard deviations either way.
      const share = once.filter((scheme) => scheme === '$2b$05').length / once.length;
      expect(share).toBeGreaterThan(0.56);
      expect(share).toBeLessThan(0.94);
    });

    it('is folded with the name: how it is written does not change it', async () => {
      for (let i = 0; i < 20; i++)
        expect(await verifiedBy(`Nobody-${i}@Example.test`)).toBe(
          await verifiedBy(`nobody-${i}@example.test`),
        );
    });
  },
  { LOGE_THROTTLING: 'off' },
);
