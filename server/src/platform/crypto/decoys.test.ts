import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Decoys } from './decoys.ts';
import { decoyOf, isAffordable, schemeOf } from './password-scheme.ts';

const mac = (name: number) => createHash('sha256').update(String(name)).digest('base64url');
const names = Array.from({ length: 20_000 }, (_, i) => mac(i));
const own = '$argon2id$v=19$m=19456,t=2,p=1';
const older = '$argon2id$v=19$m=8192,t=3,p=1';
const imported = '$2b$12';

const filled = async (...counts: [string, number][]) => {
  const decoys = new Decoys(own);
  await count(decoys, 0, counts);
  return decoys;
};
const count = (decoys: Decoys, now: number, counts: [string, number][]) =>
  decoys.refresh(
    now,
    1000,
    async () => counts.map(([scheme, count]) => ({ scheme, count })),
    () => {},
  );
const shareOf = (decoys: Decoys, scheme: string) =>
  names.filter((name) => schemeOf(decoys.of(name)) === scheme).length / names.length;

describe('decoys', () => {
  it.each([own, older, imported, '$2a$04', '$2y$16', '$argon2id$v=19$m=1024,t=1,p=4'])(
    'of %s are verified as hashes of that scheme are',
    (scheme) => {
      for (let i = 0; i < 200; i++) expect(schemeOf(decoyOf(scheme))).toBe(scheme);
    },
  );

  it('are drawn as often as their scheme is stored', async () => {
    const decoys = await filled([own, 700_000], [imported, 290_000], [older, 10_000]);
    expect(shareOf(decoys, own)).toBeCloseTo(0.7, 1.5);
    expect(shareOf(decoys, imported)).toBeCloseTo(0.29, 1.5);
    expect(Math.abs(shareOf(decoys, older) - 0.01)).toBeLessThan(0.004);
  });

  it('stay with a name, in this process and the next', async () => {
    const counts: [string, number][] = [
      [own, 5],
      [imported, 5],
    ];
    const [here, there] = [await filled(...counts), await filled(...[...counts].reverse())];
    for (const name of names.slice(0, 500)) {
      expect(here.of(name)).toBe(here.of(name));
      expect(schemeOf(here.of(name))).toBe(schemeOf(there.of(name)));
    }
  });

  it('change with few names when few hashes do', async () => {
    const before = await filled([own, 500], [imported, 500]);
    const after = await filled([own, 510], [imported, 490]);
    const moved = names.filter((name) => schemeOf(before.of(name)) !== schemeOf(after.of(name)));
    expect(moved.length / names.length).toBeLessThan(0.02);
  });

  it('are of our own scheme until something is stored, and never of text that is none', async () => {
    expect(shareOf(new Decoys(own), own)).toBe(1);
    expect(shareOf(await filled(), own)).toBe(1);
    expect(shareOf(await filled(['', 50], ['$1$', 50], ['$2b$40', 50], [imported, 1]), imported)).toBe(1);
  });

  it('are counted again after a while, by one at a time, and a failure keeps what was known', async () => {
    const decoys = await filled([own, 1]);
    await count(decoys, 999, [[imported, 1]]);
    expect(shareOf(decoys, own)).toBe(1);
    let counted = 0;
    const failures: unknown[] = [];
    const failing = () => {
      counted++;
      return Promise.reject(new Error('away'));
    };
    await decoys.refresh(1000, 1000, failing, (error) => failures.push(error));
    await decoys.refresh(1000, 1000, failing, (error) => failures.push(error));
    await new Promise(setImmediate);
    expect([counted, failures.length]).toEqual([1, 2]);
    expect(shareOf(decoys, own)).toBe(1);
    await count(decoys, 1000, [[imported, 1]]);
    await new Promise(setImmediate);
    expect(shareOf(decoys, imported)).toBe(1);
  });
});

it.each([
  ['$2b$16', true],
  ['$2b$17', false],
  ['$argon2id$v=19$m=1048576,t=4,p=16', true],
  ['$argon2id$v=19$m=1048577,t=1,p=1', false],
  ['$argon2id$v=19$m=65536,t=65,p=1', false],
  ['$argon2id$v=19$m=1024,t=1,p=17', false],
])('%s is affordable: %s', (scheme, affordable) => expect(isAffordable(decoyOf(scheme))).toBe(affordable));
