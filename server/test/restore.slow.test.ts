import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../src/db/open.ts';
import { databaseKinds } from './harness.ts';
import { type Finished, runLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';

const password = 'hunter2-secret';
const given = randomBytes(30).toString('base64url');

describe.each(databaseKinds)('backup and restore on %s', (kind) => {
  let folder: string;
  const names: string[] = [];
  /** Of each installation, its settings. */
  const settings: Record<string, Record<string, string>> = {};
  /** What PostgreSQL's programs were started with, a line each. */
  const programsSaw = () => readFileSync(join(folder, 'programs.log'), 'utf8');

  const loge = async (installation: string, ...args: string[]): Promise<Finished> => {
    const finished = await runLoge([...args, '--data', join(folder, installation)], {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      ...settings[installation],
    });
    // A busy machine makes it say how far it is.
    return { ...finished, err: finished.err.replace(/^… .*\n/gm, '') };
  };
  /** An installation with somebody in it and, without settings, a key of its own. */
  const install = async (installation: string, more: Record<string, string> = {}) => {
    settings[installation] = more;
    if (kind === 'postgres') {
      const name = `restore${process.pid}_${Date.now()}_${names.length}`;
      names.push(name);
      const url = new URL(await createDatabase(inject('postgresAdminUrl'), name));
      url.password = password;
      settings[installation] = { DATABASE_URL: url.href, ...more };
    }
    const made = await loge(installation, 'operator', 'create', `${installation}@example.test`);
    expect([made.code, made.err]).toEqual([0, '']);
  };
  const open = (installation: string) =>
    openDatabase({
      databaseUrl: settings[installation]?.DATABASE_URL,
      dataDirectory: join(folder, installation),
    });
  const peopleOf = async (installation: string): Promise<string[]> => {
    const database = open(installation);
    const found = await database.reader.selectFrom('accounts').select('email').execute();
    await database.close();
    return found.map(({ email }) => email);
  };
  const holds = async (installation: string) => {
    const { code, out, err } = await loge(installation, 'journal', 'verify');
    return [code, out.slice(0, 18), err];
  };
  const whole = [0, 'The journal holds:', ''];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'loge-restore-'));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'programs.log'), '');
    for (const program of ['pg_dump', 'pg_restore', 'psql']) {
      const script = `#!/bin/sh\ntr '\\0' ' ' < /proc/$$/cmdline >> ${folder}/programs.log\nPATH='${process.env.PATH}' exec ${program} "$@"\n`;
      writeFileSync(join(folder, 'bin', program), script, { mode: 0o755 });
    }
  });
  afterAll(async () => {
    for (const name of names) await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(folder, { recursive: true, force: true });
  });

  it('keep what was there, with its key, so that it opens again', async () => {
    await install('one');
    await install('two');
    const copy = join(folder, 'copy');
    expect(await loge('one', 'backup', '--to', copy)).toEqual({
      code: 0,
      out: `Backed up to ${copy}.\n`,
      err: '',
    });
    const oldKey = readFileSync(join(folder, 'two', 'secret.key'), 'utf8');
    const restored = await loge('two', 'restore', '--from', copy, '--replace');
    expect([restored.code, restored.err]).toEqual([0, '']);
    expect(await peopleOf('two')).toEqual(['one@example.test']);
    expect(await holds('two')).toEqual(whole);

    const kept = /^What was there is kept in (.+): /m.exec(restored.out)?.[1] ?? '';
    expect(readFileSync(join(kept, 'secret.key'), 'utf8')).toBe(oldKey);
    // SQLite's is a data directory, PostgreSQL's a backup.
    const again = kind === 'sqlite' ? join('two', basename(kept)) : 'two';
    if (kind === 'postgres') expect((await loge('two', 'restore', '--from', kept, '--replace')).err).toBe('');
    expect(await peopleOf(again)).toEqual(['two@example.test']);
    expect(await holds(again)).toEqual(whole);
  });

  it.runIf(kind === 'postgres')('do not show the password of the database to the machine', () => {
    for (const program of ['pg_dump', 'pg_restore', 'psql'])
      expect(programsSaw()).toContain(`/bin/${program} --`);
    expect(programsSaw()).not.toContain(password);
  });

  it.runIf(kind === 'postgres')(
    'are refused while somebody is connected, and leave no table behind',
    async () => {
      const copy = join(folder, 'copy');
      const client = new pg.Client({
        connectionString: settings.two?.DATABASE_URL,
        application_name: 'a server',
      });
      await client.connect();
      await client.query('create table from_tomorrow (account_id text references accounts (id))');
      const refused = await loge('two', 'restore', '--from', copy, '--replace');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toMatch(
        /^loge: somebody is still connected to this database \(.*a server.*\): stop/,
      );
      await client.end();
      expect((await loge('two', 'restore', '--from', copy, '--replace')).code).toBe(0);
      const database = open('two');
      const found = await sql`select 1 from pg_tables where tablename = 'from_tomorrow'`.execute(
        database.migrations,
      );
      await database.close();
      expect(found.rows).toEqual([]);
    },
  );

  it('take the key in use or none: a stray one beside the database is not it', async () => {
    await install('given', { LOGE_SECRET_KEY: given });
    const stray = join(folder, 'given', 'secret.key');
    const bare = join(folder, 'bare');
    const said = await loge('given', 'backup', '--to', bare);
    expect(said.out).toMatch(/The secret key is not in it: keep LOGE_SECRET_KEY too/);
    // As `doctor` once made it. Without the environment it is the only key that there is.
    writeFileSync(stray, 's'.repeat(40), { mode: 0o600 });
    const { DATABASE_URL } = settings.given ?? {};
    settings.given = DATABASE_URL ? { DATABASE_URL } : {};
    const spoiled = join(folder, 'spoiled');
    const other = await loge('given', 'backup', '--to', spoiled);
    expect([other.code, other.out]).toEqual([
      0,
      expect.stringMatching(/key is not in it, and the one .* is another/),
    ]);
    for (const copy of [bare, spoiled])
      expect(readdirSync(copy).sort()).toEqual(['database', 'manifest.json']);

    // A backup of before that was mended holds the stray key: it is not put in place.
    writeFileSync(join(spoiled, 'secret.key'), 's'.repeat(40));
    const restored = await loge('two', 'restore', '--from', spoiled, '--replace');
    expect([restored.code, restored.err]).toEqual([0, '']);
    expect(restored.out).toMatch(/key of the backup is not here: set LOGE_SECRET_KEY/);
    expect(existsSync(join(folder, 'two', 'secret.key'))).toBe(false);
    settings.two = { ...settings.two, LOGE_SECRET_KEY: given };
    expect(await holds('two')).toEqual(whole);
  });

  it('of a newer program are refused', async () => {
    const database = open('one');
    await sql`insert into kysely_migration (name, timestamp) values ('999-tomorrow', '2030')`.execute(
      database.migrations,
    );
    await database.close();
    const copy = join(folder, 'newer');
    expect((await loge('one', 'backup', '--to', copy)).code).toBe(0);
    const refused = await loge('two', 'restore', '--from', copy, '--replace');
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/newer than this program \(it has 999-tomorrow\)/);
    expect(await peopleOf('two')).toEqual(['given@example.test']);
  });
});
