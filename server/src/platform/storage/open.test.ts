import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { databaseKinds } from '../../../test/harness.ts';
import { createDatabase, dropDatabase } from '../../../test/postgres-databases.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { readConfig } from '../config/config.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { rememberKey } from '../secret-key/key-facts.ts';
import { locationOf } from './location.ts';
import { type Access, openStorage } from './open.ts';

const given = randomBytes(30).toString('base64url');

describe.each(databaseKinds)('the secret key of %s', (kind) => {
  let data: string;
  let name: string;
  let databaseUrl = '';
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'loge-storage-'));
    name = `s${process.pid}_${Date.now()}`;
    if (kind === 'postgres') databaseUrl = await createDatabase(inject('postgresAdminUrl'), name);
  });
  afterEach(async () => {
    if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(data, { recursive: true, force: true });
  });

  const configOf = (more: Record<string, string> = {}, directory = data) =>
    readConfig({ data: directory }, { DATABASE_URL: databaseUrl, ...more });
  /** The message of the refusal, or null. */
  const open = async (access: Access, more: Record<string, string> = {}, directory = data) => {
    try {
      await (await openStorage(configOf(more, directory), access)).database.close();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const keyFile = () => join(data, 'secret.key');

  it('is made with the database: long, kept, readable by this user alone', async () => {
    expect(await open('make')).toBeNull();
    const made = readFileSync(keyFile(), 'utf8');
    expect(made).toMatch(/^[\w-]{64}\n$/);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(await open('make')).toBeNull();
    expect(readFileSync(keyFile(), 'utf8')).toBe(made);
  });

  it('is never made beside a database that was used with another', async () => {
    expect(await open('make', { LOGE_SECRET_KEY: given })).toBeNull();
    for (const access of ['make', 'change', 'read'] as const)
      expect(await open(access)).toMatch(/^the secret key of .* is not here: set LOGE_SECRET_KEY/);
    expect(existsSync(keyFile())).toBe(false);
    expect(await open('read', { LOGE_SECRET_KEY: given })).toBeNull();
  });

  it('is made where a database has a schema and was never used', async () => {
    const database = openDatabase(locationOf(configOf()));
    await migrate(database);
    await database.close();
    expect(await open('read')).toMatch(/is not here/);
    expect(existsSync(keyFile())).toBe(false);
    expect(await open('make')).toBeNull();
    expect(await open('read')).toBeNull();
  });

  it('that can be guessed is refused for a database that begins with it, and told of where it is in use', async () => {
    for (const weak of ['k'.repeat(40), 'change-me-change-me-change-me-change-me', 'ab1 '.repeat(10)])
      expect([weak, await open('make', { LOGE_SECRET_KEY: weak })]).toEqual([
        weak,
        expect.stringMatching(/^LOGE_SECRET_KEY can be guessed .*openssl rand/),
      ]);
    for (const bytes of [16, 24, 48])
      for (const form of ['hex', 'base64'] as const) {
        const drawn = randomBytes(bytes).toString(form);
        expect([drawn, configOf({ LOGE_SECRET_KEY: drawn.padEnd(32, 'q') }).notes]).toEqual([drawn, []]);
      }
    // A database from before keys were checked may still use a weak key.
    const database = openDatabase(locationOf(configOf()));
    await migrate(database);
    await rememberKey(database, new SecretKey('k'.repeat(40)));
    await database.close();
    expect(await open('make', { LOGE_SECRET_KEY: 'k'.repeat(40) })).toBeNull();
    expect(configOf({ LOGE_SECRET_KEY: 'k'.repeat(40) }).notes).toEqual([
      expect.stringMatching(/^LOGE_SECRET_KEY can be guessed .*docs\/operate/),
    ]);
  });

  it('loses permissions that it should not have', async () => {
    writeFileSync(keyFile(), `${'k'.repeat(64)}\n`, { mode: 0o644 });
    expect(await open('make')).toBeNull();
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  });

  it('that is empty or short is refused rather than used', async () => {
    writeFileSync(keyFile(), '\n');
    expect(await open('make')).toMatch(/secret\.key must have at least 32 characters/);
  });

  it('that is another is refused before anything is migrated', async () => {
    expect(await open('make')).toBeNull();
    expect(await open('make', { LOGE_SECRET_KEY: 'x'.repeat(40) })).toMatch(/is not the one/);
    writeFileSync(keyFile(), 'y'.repeat(40));
    expect(await open('read')).toMatch(/is not the one.*secret\.key is another/);
  });

  it('is not made for a command that only reads or changes, nor anything else', async () => {
    const nowhere = join(data, 'mistyped');
    const words = kind === 'sqlite' ? /^there is no database in .*mistyped/ : /is empty: is DATABASE_URL/;
    for (const access of ['read', 'change'] as const) expect(await open(access, {}, nowhere)).toMatch(words);
    expect(readdirSync(data)).toEqual([]);
  });
});
