import { hash as argon2 } from '@node-rs/argon2';
import { hash as bcrypt } from '@node-rs/bcrypt';
import { describe, expect, it } from 'vitest';
import { PasswordHasher } from './password-hasher.ts';
import { decoyOf } from './password-scheme.ts';

const parameters = { memoryKib: 1024, iterations: 1, parallelism: 1 };
const hasher = new PasswordHasher(parameters);
const decoy = decoyOf('$2b$04');
const fits = (stored: string | null, password: string) => hasher.fits(stored, password, decoy);

describe('a hash by bcrypt', () => {
  it.each(['2a', '2b', '2y'] as const)('of version %s fits its password alone', async (version) => {
    const stored = await bcrypt('seven lime tins', { cost: 4, version });
    expect(await fits(stored, 'seven lime tins')).toBe(true);
    expect(await fits(stored, 'seven lime tinz')).toBe(false);
    expect(await fits(stored, '')).toBe(false);
  });

  it.each([
    // The test vectors that crypt_blowfish and passlib share.
    ['$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', 'U*U'],
    ['$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK', 'U*U*'],
    ['$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a', 'U*U*U'],
    ['$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy', ''],
    [
      '$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui',
      '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored',
    ],
  ])('%s is what others made of it', async (stored, password) => {
    expect(await fits(stored, password)).toBe(true);
  });

  it('fits by its first 72 bytes, as bcrypt does', async () => {
    const stored = await bcrypt('é'.repeat(36), { cost: 4 });
    expect(await fits(stored, `${'é'.repeat(36)} and whatever follows`)).toBe(true);
    expect(await fits(stored, `${'é'.repeat(35)}e!`)).toBe(false);
    expect(await fits(stored, 'é'.repeat(35))).toBe(false);
  });

  it('fits the text as typed, and the one that we would make of it', async () => {
    const typed = 'café ﬁn'.normalize('NFD');
    const composed = typed.normalize('NFKC');
    expect(await fits(await bcrypt(typed, { cost: 4 }), typed)).toBe(true);
    expect(await fits(await bcrypt(composed, { cost: 4 }), typed)).toBe(true);
    // The other way round there is nothing to try, because nobody knows how the password was typed then.
    expect(await fits(await bcrypt(typed, { cost: 4 }), composed)).toBe(false);
    const far = `${'x'.repeat(72)}ﬁ`;
    expect(await fits(await bcrypt(far, { cost: 4 }), far.normalize('NFKC'))).toBe(true);
  });
});

describe('text that is no hash', () => {
  const good =
    '$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  it.each([
    '',
    'plain text',
    good.slice(0, -30),
    good.replace('m=1024', 'm=4'),
    good.replace('argon2id', 'argon2x'),
    good.replace('t=1', 't=99999999999'),
    `${decoyOf('$2b$04').slice(0, -1)}`,
    `${decoyOf('$2b$04').slice(0, -1)}9`,
    decoyOf('$2b$04').replace('$2b$04', '$2b$03'),
    decoyOf('$2b$04').replace('$2b$04', '$2x$04'),
    '$2b$04$',
    '\u0000',
  ])('%j fits nothing, and throws nothing', async (stored) => {
    expect(await fits(stored, 'seven lime tins')).toBe(false);
  });

  it('costs what the decoy costs', async () => {
    const slow = decoyOf('$2b$10');
    for (const stored of [null, '', 'plain text', good.slice(0, -30), '$2b$10$short']) {
      const started = performance.now();
      expect(await hasher.fits(stored, 'seven lime tins', slow)).toBe(false);
      // Everything else here takes less than two milliseconds.
      expect(performance.now() - started).toBeGreaterThan(5);
    }
  });

  it('fits nothing even where the decoy does', async () => {
    const decoy = await bcrypt('seven lime tins', { cost: 4 });
    expect(await hasher.fits(null, 'seven lime tins', decoy)).toBe(false);
    expect(await hasher.fits('plain text', 'seven lime tins', decoy)).toBe(false);
  });
});

it('a hash is outdated by other parameters or another algorithm only', async () => {
  const own = await hasher.hash('x');
  expect(hasher.isOutdated(own)).toBe(false);
  expect(hasher.isOutdated(await argon2('x', { memoryCost: 2048, timeCost: 1, parallelism: 1 }))).toBe(true);
  expect(hasher.isOutdated(await argon2('x', { memoryCost: 1024, timeCost: 2, parallelism: 1 }))).toBe(true);
  expect(hasher.isOutdated(await bcrypt('x', { cost: 4 }))).toBe(true);
  expect(new PasswordHasher({ ...parameters, parallelism: 2 }).isOutdated(own)).toBe(true);
});

it('bcrypt reads 72 bytes, argon2 everything', async () => {
  const stored = await bcrypt('x'.repeat(80), { cost: 4 });
  expect(hasher.readsAll(stored, 'x'.repeat(72))).toBe(true);
  expect(hasher.readsAll(stored, 'x'.repeat(73))).toBe(false);
  expect(hasher.readsAll(stored, 'é'.repeat(37))).toBe(false);
  expect(hasher.readsAll(await hasher.hash('x'), 'x'.repeat(1000))).toBe(true);
});

it('bcrypt waits in the same line as argon2: past it the rest are told to come back', async () => {
  const stored = await bcrypt('x', { cost: 4 });
  const tries = await Promise.allSettled(Array.from({ length: 400 }, () => fits(stored, 'x')));
  const refused = tries.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(100);
  expect(refused[0]).toMatchObject({ reason: { code: 'unavailable' } });
  expect(await fits(stored, 'x')).toBe(true);
});
