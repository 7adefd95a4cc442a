import { hash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { commands as commandsOfTheProgram } from '../src/cli/commands.ts';
import { freePort } from './free-port.ts';
import { databaseKinds, testPassword } from './harness.ts';
import { runLoge, startLoge } from './loge-process.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';

// Commands that read make no state (docs/rules.md#commands-that-read). The list of commands is the program's own, so that a
// new one is held too.

const given = randomBytes(30).toString('base64url');

/** What may make a database; `restore` makes one of a backup. */
const mayMake = new Set(['serve', 'migrate', 'operator create', 'member import', 'restore']);
const readers = ['doctor', 'backup', 'journal verify', 'service list'];
/** They know no database: sshd's own, which asks over HTTP, and what proves a file. */
const knowNone = new Set(['ssh-authorized-keys', 'ssh-front', 'receipt verify']);

const declared = (words: string) => {
  const command = commandsOfTheProgram.find((one) => one.words === words);
  if (!command) throw new Error(words);
  return command;
};

const onPostgresToo = new Set([...mayMake, ...readers, 'worker', 'keys rotate']);

const listed = (help: string): string[] =>
  [...help.matchAll(/^ {2}([a-z][a-z-]*(?: [a-z][a-z0-9-]+)?)(?= |$)/gm)]
    .map(([, words = '']) => words)
    .filter((words) => !knowNone.has(words));

describe.each(databaseKinds)('commands on %s', (kind) => {
  let folder: string;
  let commands: string[];
  /** A living database that was made with a key from the environment, and ended by a crash: with its log. */
  let living: string;
  let environment: Record<string, string>;
  const names: string[] = [];

  const database = async (): Promise<Record<string, string>> => {
    if (kind === 'sqlite') return {};
    const name = `state${process.pid}_${Date.now()}_${names.length}`;
    names.push(name);
    return { DATABASE_URL: await createDatabase(inject('postgresAdminUrl'), name) };
  };
  const argumentsOf = (command: string): string[] => [
    ...command.split(' '),
    ...(command === 'backup' ? ['--to', join(mkdtempSync(join(folder, 'to-')), 'copy')] : needed(command)),
    // Refused or not, it is not to stay.
    ...(command === 'serve' ? ['--port', '1'] : []),
  ];
  /** Words and options without which it would be refused before it looks at any database. */
  const needed = (command: string): string[] => {
    const { args, options } = declared(command);
    return [
      ...args.filter((name) => !name.startsWith('[')).map(() => 'late@example.test'),
      ...Object.entries(options).flatMap(([name, option]) =>
        option.needed ? [`--${name}`, join(folder, 'none')] : [],
      ),
    ];
  };
  /** Every table with its number of rows. */
  const tablesOf = async (directory: string, url: string | undefined): Promise<string[] | null> => {
    if (url) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const ask = async (query: string) => (await client.query({ text: query, rowMode: 'array' })).rows;
      const names = await ask("select tablename from pg_tables where schemaname = 'public' order by 1");
      const counted = [];
      for (const [name] of names) counted.push(`${name} ${await ask(`select count(*) from "${name}"`)}`);
      await client.end();
      return counted;
    }
    if (!existsSync(join(directory, 'loge.db'))) return null;
    // In a copy: a look at the file itself would leave a log behind, or remove one.
    const copy = mkdtempSync(join(folder, 'look-'));
    for (const name of ['loge.db', 'loge.db-wal'])
      if (existsSync(join(directory, name))) copyFileSync(join(directory, name), join(copy, name));
    const file = new DatabaseSync(join(copy, 'loge.db'));
    const names = file.prepare("select name from sqlite_schema where type = 'table' order by 1").all();
    const counted = names.map(
      ({ name }) => `${name} ${file.prepare(`select count(*) as n from "${name}"`).get()?.n}`,
    );
    file.close();
    return counted;
  };
  /** Every file byte by byte; SQLite's shared memory is no state. */
  const filesOf = (directory: string): string[] | null => {
    if (!existsSync(directory)) return null;
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
    return names
      .filter((name) => !name.endsWith('-shm') && statSync(join(directory, name)).isFile())
      .map((name) => `${name} ${hash('sha256', readFileSync(join(directory, name)))}`);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loge-state-'));
    commands = listed((await runLoge(['--help'])).out);
    // The same way to another database: a few of each sort will do.
    if (kind === 'postgres') commands = commands.filter((one) => onPostgresToo.has(one));
    living = join(folder, 'living');
    environment = { LOGE_SECRET_KEY: given, ...(await database()) };
    const server = await startLoge(['--data', living], await freePort(), environment);
    const user = { email: 'lea@example.test', username: 'lea', password: testPassword };
    const signedUp = await fetch(`${server.url}/v1/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ user }),
    });
    expect(signedUp.status).toBe(201);
    await server.kill('SIGKILL');
  }, 60_000);
  afterAll(async () => {
    for (const name of names) await dropDatabase(inject('postgresAdminUrl'), name);
    rmSync(folder, { recursive: true, force: true });
  });

  it('are all known to this test', () => {
    expect(commands).toEqual(expect.arrayContaining([...mayMake, ...readers, 'worker', 'keys rotate']));
  });

  it('make nothing in a mistyped folder, and say so, unless they are for making', async () => {
    const empty = await database();
    const nowhere = join(folder, 'mistyped');
    for (const command of commands.filter((one) => !mayMake.has(one))) {
      const { code, out, err } = await runLoge([...argumentsOf(command), '--data', nowhere], empty);
      expect([command, code]).toEqual([command, 1]);
      expect([command, filesOf(nowhere)]).toEqual([command, null]);
      if (kind === 'postgres') expect(await tablesOf(nowhere, empty.DATABASE_URL)).toEqual([]);
      expect(out + err).toMatch(
        kind === 'sqlite' ? /there is no database in .*mistyped/ : /is empty: is DATABASE_URL/,
      );
    }
  });

  it('that read leave a living database as it is, after a crash and after a stop', async () => {
    for (const after of ['crash', 'stop']) {
      const before = [filesOf(living), await tablesOf(living, environment.DATABASE_URL)];
      for (const command of readers) {
        const { code, err } = await runLoge([...argumentsOf(command), '--data', living], environment);
        expect([after, command, code, err]).toEqual([after, command, 0, '']);
        const now = [filesOf(living), await tablesOf(living, environment.DATABASE_URL)];
        expect([after, command, now]).toEqual([after, command, before]);
      }
      if (after === 'crash')
        expect(
          await (await startLoge(['--data', living], await freePort(), environment)).kill('SIGTERM'),
        ).toBe(0);
    }
  });

  it('make no key and no row in a living database whose environment they lack', async () => {
    const { LOGE_SECRET_KEY: _, ...without } = environment;
    const files = filesOf(living);
    const tables = await tablesOf(living, environment.DATABASE_URL);
    for (const command of commands) {
      const { code, out, err } = await runLoge([...argumentsOf(command), '--data', living], without);
      expect([command, filesOf(living)]).toEqual([command, files]);
      expect([command, await tablesOf(living, environment.DATABASE_URL)]).toEqual([command, tables]);
      // Neither needs the key; the backup says that it has none.
      if (command === 'backup' || command === 'migrate')
        expect([command, code, err]).toEqual([command, 0, '']);
      else expect([command, code]).not.toEqual([command, 0]);
      if (command === 'backup') expect(out).toMatch(/The secret key is not in it, for it is not here/);
      if (['doctor', 'journal verify', 'serve', 'keys rotate'].includes(command))
        expect(out + err).toMatch(/the secret key of .* is not here: set LOGE_SECRET_KEY/);
    }
  });
});
