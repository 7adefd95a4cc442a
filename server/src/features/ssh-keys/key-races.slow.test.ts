import { expect, it } from 'vitest';
import { effort } from '../../../test/effort.ts';
import { onEachDatabase } from '../../../test/harness.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';

const pairs = effort(1, 10);

onEachDatabase(
  'SSH keys at once',
  (test) => {
    const somebody = async () => (await test().bearer(await test().person())).jwt;
    const add = (bearer: string, content: string) =>
      test().call('POST', '/v1/keys', { bearer, body: { name: 'mine', content } });

    it(`${100 * pairs} keys that two accounts add at the same moment have one owner each`, async () => {
      const wins = [0, 0];
      for (let pair = 0; pair < pairs; pair++) {
        const both = [await somebody(), await somebody()];
        for (let i = 0; i < 100; i++) {
          const { line } = newSshKey();
          // The order alternates, so that either may come first.
          const order = i % 2 ? both : [...both].reverse();
          const tries = await Promise.all(order.map((bearer) => add(bearer, line)));
          const won = tries.findIndex(({ status }) => status === 201);
          expect(tries.map(({ status }) => status).sort()).toEqual([201, 422]);
          expect(tries[1 - won]?.body.details).toEqual({ content: [{ code: 'key_taken' }] });
          wins[won] = (wins[won] ?? 0) + 1;
        }
      }
      const rows = await test().app.ctx.reader.selectFrom('ssh_keys').select('fingerprint').execute();
      expect(rows).toHaveLength(100 * pairs);
      expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(100 * pairs);
    });

    it('one account that adds one key ten times has it once', async () => {
      for (let round = 0; round < 20; round++) {
        const bearer = await somebody();
        const { line } = newSshKey();
        const tries = await Promise.all(Array.from({ length: 10 }, () => add(bearer, line)));
        expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
        const lost = tries.filter(({ status }) => status !== 201);
        for (const { body } of lost) expect(body.details).toEqual({ content: [{ code: 'key_yours' }] });
      }
    });

    it('nobody gets past the limit by asking at once', async () => {
      const bearer = await somebody();
      for (let i = 0; i < 95; i++) await add(bearer, newSshKey().line);
      const tries = await Promise.all(Array.from({ length: 20 }, () => add(bearer, newSshKey().line)));
      expect(tries.filter(({ status }) => status === 201)).toHaveLength(5);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
