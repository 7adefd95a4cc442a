import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, openApp, sealedColumns } from '../src/app.ts';
import { secretKeyRotate } from '../src/cli/secret-key-rotate.ts';
import type { Writer } from '../src/db/open.ts';
import { accountById } from '../src/features/accounts/feature.ts';
import { checkCode } from '../src/features/authentication/two-factor/feature.ts';
import { unsubscribeToken } from '../src/features/profile/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import { days } from '../src/kernel/clock.ts';
import type { Config } from '../src/platform/config/config.ts';
import { ConfigError } from '../src/platform/config/config-error.ts';
import { SecretKey } from '../src/platform/crypto/secret-key.ts';
import { chainStart, hashRow, headText } from '../src/platform/journal/chain.ts';
import { CheckpointSum, firstCheckpoint, hashCheckpoint } from '../src/platform/journal/checkpoint.ts';
import { makeLogger } from '../src/platform/log/logger.ts';
import { beginRotation, finishRotation } from '../src/platform/secret-key/rotate.ts';
import { makeNextKey } from '../src/platform/storage/secret-key.ts';
import { databaseKinds, openTestApp, type Person, type TestApp } from './harness.ts';
import { repeating } from './repeating.ts';
import { runCommand } from './run-command.ts';
import { enableTotp, totpAt } from './totp.ts';

/** Takes the names of keys out of everything, with all that builds on it, as it was written before there were any. */
async function asBeforeNames(writer: Writer, key: SecretKey): Promise<void> {
  const bare = (text: string) => text.replace(/^[\w-]{8}\./, '');
  const unnamed = (text: string) => text.replace(/^v2\.[\w-]{8}\./, 'v1.');
  const columns = [
    ['totp_factors', 'sealed_secret'],
    ['signing_keys', 'sealed_private_key'],
    ['jobs', 'payload'],
  ] as const;
  for (const [table, column] of columns) {
    const { rows } = await sql<{ text: string }>`
      select ${sql.ref(column)} as text from ${sql.table(table)} where ${sql.ref(column)} is not null
    `.execute(writer);
    for (const { text } of rows)
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${unnamed(text)} where ${sql.ref(column)} = ${text}
      `.execute(writer);
  }
  const last = new Map<string, string>();
  for (const row of await writer
    .selectFrom('journal')
    .selectAll()
    .orderBy('account_id')
    .orderBy('seq')
    .execute()) {
    const { hash: _, ...rest } = { ...row, commitment: bare(row.commitment) };
    const hash = hashRow(last.get(row.account_id) ?? chainStart, rest);
    last.set(row.account_id, hash);
    await writer
      .updateTable('journal')
      .set({ commitment: rest.commitment, hash })
      .where('id', '=', row.id)
      .execute();
  }
  for (const { account_id, seq } of await writer.selectFrom('journal_heads').selectAll().execute()) {
    const hash = last.get(account_id) ?? '';
    const signature = bare(key.signHead(headText(account_id, seq, hash)));
    await writer
      .updateTable('journal_heads')
      .set({ hash, signature })
      .where('account_id', '=', account_id)
      .execute();
  }
  // What was covered is another chain's now: begin anew, and by hand.
  await writer.deleteFrom('journal_covered').execute();
  await writer.deleteFrom('journal_checkpoints').execute();
  const heads = await writer.selectFrom('journal_heads').selectAll().execute();
  const sum = CheckpointSum.empty(key);
  for (const { signature: _, ...head } of heads) {
    sum.add(head);
    await writer.insertInto('journal_covered').values(head).execute();
  }
  const at = '2026-11-23T12:00:00.000Z';
  const checkpoint = { nth: 1, at, chains: heads.length, sum: bare(sum.toString()) };
  const hash = hashCheckpoint(firstCheckpoint, checkpoint);
  await writer
    .insertInto('journal_checkpoints')
    .values({ ...checkpoint, hash, signature: bare(key.signHead(hash)) })
    .execute();
}

const drawn = () => randomBytes(36).toString('base64url');

interface Node {
  readonly app: App;
  readonly http: FastifyInstance;
}

describe.each(databaseKinds)('another secret key (%s)', (kind) => {
  const before = drawn();
  const next = drawn();
  let test: TestApp;
  let said: string[];
  const nodes: App[] = [];

  const begin = async (settings: Record<string, string> = { LOGE_SECRET_KEY: before }) => {
    test = await openTestApp(kind, settings);
  };
  beforeEach(() => {
    said = [];
  });
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close();
    await test.close();
  });

  const configOf = (secretKey: string | null, previousSecretKey: string | null = null): Config => ({
    ...test.app.ctx.config,
    secretKey,
    previousSecretKey,
  });
  const nodeWith = async (...keys: [string | null, (string | null)?]): Promise<Node> => {
    const app = await openApp(configOf(...keys), { clock: test.clock, log: makeLogger('silent') });
    nodes.push(app);
    return { app, http: await app.http() };
  };
  const rotate = (...keys: [string | null, (string | null)?]) =>
    secretKeyRotate.run({
      config: configOf(...keys),
      args: [],
      options: {},
      say: (line) => void said.push(`${line}\n`),
      progress: () => {},
    });
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return 'not refused';
  };
  /** As `loge journal verify` ends, and what it says. */
  const verified = async (ctx: App['ctx'], expected?: string) => {
    const expecting = expected ? ['--expect', expected] : [];
    const { code, said } = await runCommand(ctx, 'journal', 'verify', ...expecting);
    return { code, said: said.join('\n') };
  };
  const post = async (
    { http }: Node,
    url: string,
    payload: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }> => {
    const all = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers };
    const { statusCode, body } = await http.inject({ method: 'POST', url, payload, headers: all });
    return { status: statusCode, body: body === '' ? null : JSON.parse(body) };
  };
  const signIn = async (node: Node, who: Person, code?: string) =>
    (
      await post(node, '/v1/sessions', {
        session: { login: who.email, password: who.password, ...(code ? { otp: code } : {}) },
      })
    ).status;
  const withJwt = async ({ http }: Node, jwt: string) =>
    (await http.inject({ url: '/v1/users/self', headers: { authorization: `Bearer ${jwt}` } })).statusCode;
  const exchange = async (node: Node, secret: string) =>
    (
      await post(
        node,
        '/v1/tokens/exchange',
        {},
        { authorization: `Basic ${Buffer.from(`:${secret}`).toString('base64')}` },
      )
    ).status;
  const readyOf = async ({ http }: Node) => (await http.inject({ url: '/readyz' })).statusCode;
  const idOf = (secret: string) => new SecretKey(secret).id;
  /** What is sealed or signed, by the ids of the keys. */
  const madeBy = async () => {
    const { reader } = test.app.ctx;
    const made = [
      ...(await reader.selectFrom('totp_factors').select('sealed_secret as text').execute()),
      ...(await reader.selectFrom('signing_keys').select('sealed_private_key as text').execute()),
      ...(await reader
        .selectFrom('jobs')
        .select('payload as text')
        .where('payload', 'is not', null)
        .execute()),
      ...(await reader.selectFrom('data_exports').select('sealed_archive as text').execute()),
      ...(await reader.selectFrom('journal_heads').select('signature as text').execute()),
      ...(await reader.selectFrom('journal_checkpoints').select('signature as text').execute()),
    ].map(({ text }) => String(text).replace(/^v2\./, '').split('.')[0]);
    return [...new Set(made)];
  };
  const tick = () => test.clock.advance(60_000);

  // ASVS 11.2.2
  it('takes the place of the one before while nodes serve: nobody notices', async () => {
    await begin();
    const who = await test.person();
    const factor = await enableTotp(test, who);
    tick();
    const { jwt, secret } = await test.bearer(who, totpAt(factor.secret, test.clock.now()));
    const session = factor.session;
    await test.call('POST', '/v1/users/self/export', { session });
    const anchor = (await test.app.checkpoints.make()) ?? '';
    const plainMember = await test.person();
    const link = unsubscribeToken(plainMember.id, (purpose, text) =>
      new SecretKey(before).namedMac(purpose, text),
    );
    const older = `${plainMember.id}.${new SecretKey(before).mac('unsubscribe', plainMember.id)}`;

    // Started anew one after another: those that have both keys go on with the one in use.
    const [one, two] = [await nodeWith(next, before), await nodeWith(next, before)];
    tick();
    expect(await signIn(one, who, totpAt(factor.secret, test.clock.now()))).toBe(201);
    expect(await madeBy()).toEqual([idOf(before)]);

    expect(await rotate(next, before)).toBe(0);
    expect(said.join('')).toMatch(
      /replaced\. Sealed anew: \d+; signed anew in the journal: \d+\.\n.*take LOGE_SECRET_KEY_PREVIOUS away/,
    );
    expect(await madeBy()).toEqual([idOf(next)]);
    const alone = await nodeWith(next);
    for (const node of [one, two, alone]) {
      tick();
      expect(await signIn(node, who)).toBe(401);
      expect(await signIn(node, who, totpAt(factor.secret, test.clock.now()))).toBe(201);
      expect(await signIn(node, who, factor.codes[nodes.indexOf(node.app)] ?? '')).toBe(201);
      expect(await signIn(node, who, factor.codes[nodes.indexOf(node.app)] ?? '')).toBe(401);
      expect(await withJwt(node, jwt)).toBe(200);
      expect(await exchange(node, secret)).toBe(200);
      for (const token of [link, older])
        expect((await post(node, `/newsletter/unsubscribe?token=${token}`, {})).status).toBe(200);
      expect(await readyOf(node)).toBe(200);
      await node.app.jobs.drain();
      await node.app.checkpoints.make();
      expect(await verified(node.app.ctx, anchor)).toMatchObject({ code: 0 });
    }
    expect(await madeBy()).toEqual([idOf(next)]);
    expect(await refusal(rotate(next, before))).toMatch(
      /^LOGE_SECRET_KEY is the key that this database is used/,
    );
  }, 60_000);

  it('and another after that: what lasts of the first is still known', async () => {
    await begin();
    const who = await test.person();
    const { codes } = await enableTotp(test, who);
    const link = unsubscribeToken(who.id, (purpose, text) => new SecretKey(before).namedMac(purpose, text));
    // As codes of ten characters were kept before they were stretched.
    const short = { id: 'short', account_id: who.id, created_at: '2026-01-01T00:00:00.000Z', used_at: null };
    const code_hash = new SecretKey(before).mac('recovery-code', `${who.id}\n0123456789`);
    await test.app.database.transaction((writer) =>
      writer
        .insertInto('recovery_codes')
        .values({ ...short, code_hash })
        .execute(),
    );
    expect(await rotate(next, before)).toBe(0);
    const third = drawn();
    expect(await rotate(third, next)).toBe(0);
    const node = await nodeWith(third);
    expect(await signIn(node, who, codes[0] ?? '')).toBe(201);
    expect(await signIn(node, who, '01234-56789')).toBe(201);
    expect((await post(node, `/newsletter/unsubscribe?token=${link}`, {})).status).toBe(200);
    expect(await verified(node.app.ctx)).toMatchObject({ code: 0 });
    // Back to the first is a rotation as any other.
    expect(await rotate(before, third)).toBe(0);
    expect(await verified((await nodeWith(before)).app.ctx)).toMatchObject({ code: 0 });
  }, 60_000);

  it('leaves a node behind that has only the one before: it says so and writes nothing', async () => {
    await begin();
    const who = await test.person();
    const left: Node = { app: test.app, http: test.http };
    expect([await readyOf(left), await signIn(left, who)]).toEqual([200, 201]);
    expect(await rotate(next, before)).toBe(0);
    const rows = await test.app.ctx.reader.selectFrom('journal').select('id').execute();
    expect(await signIn(left, who)).toBe(503);
    tick();
    expect(await readyOf(left)).toBe(503);
    await expect(test.app.checkpoints.make()).rejects.toThrow(/unavailable/);
    expect(await test.app.ctx.reader.selectFrom('journal').select('id').execute()).toEqual(rows);
    const why = await refusal(openApp(configOf(before), { log: makeLogger('silent') }));
    expect(why).toMatch(/was replaced by another \(loge secret-key rotate\)/);
    expect(await verified((await nodeWith(next)).app.ctx)).toMatchObject({ code: 0 });
  }, 60_000);

  it('is refused beside a wrong one before, alone before its time, and when it can be guessed', async () => {
    await begin();
    await test.person();
    expect(await refusal(rotate(next, drawn()))).toMatch(
      /neither LOGE_SECRET_KEY nor LOGE_SECRET_KEY_PREVIOUS/,
    );
    expect(await refusal(rotate(next))).toMatch(/is not the one this database was made with/);
    expect(await refusal(rotate(before))).toMatch(/^LOGE_SECRET_KEY is the key that this database is used/);
    expect(await refusal(rotate('n'.repeat(40), before))).toMatch(/^LOGE_SECRET_KEY can be guessed/);
    expect(await madeBy()).toEqual([idOf(before)]);
  });

  it('does not say of what was altered before that it is whole', async () => {
    await begin();
    const [altered, forged] = [await test.person(), await test.person()];
    await test.app.checkpoints.make();
    await test.app.database.transaction((writer) =>
      writer
        .updateTable('journal_heads')
        .set({ signature: `${idOf(before)}.${'A'.repeat(86)}` })
        .where('account_id', '=', altered.id)
        .execute(),
    );
    await test.app.database.transaction((writer) =>
      writer
        .updateTable('jobs')
        .set({ payload: `v2.${idOf(before)}.AAAAAAAAAAAAAAAA.AAAA` })
        .execute(),
    );
    expect(await rotate(next, before)).toBe(0);
    expect(said.join('')).toMatch(/Opened with neither key, .* left as it was: \d+ of/);
    expect(said.join('')).toMatch(/Not signed rightly before, .*: 1 in the journal/);
    const { ctx } = (await nodeWith(next, before)).app;
    expect((await verified(ctx)).said).toMatch(new RegExp(`^${altered.id}: the head is not signed`));
    // Whoever has the key that leaked signs nothing any more, though it still stands in the settings.
    const head = await ctx.reader
      .selectFrom('journal_heads')
      .selectAll()
      .where('account_id', '=', forged.id)
      .executeTakeFirstOrThrow();
    const signature = new SecretKey(before).signHead(headText(forged.id, head.seq, head.hash));
    await test.app.database.transaction((writer) =>
      writer.updateTable('journal_heads').set({ signature }).where('account_id', '=', forged.id).execute(),
    );
    expect((await verified(ctx)).said).toMatch(new RegExp(`^${forged.id}: the head is not signed`, 'm'));
  }, 60_000);

  describe('that Loge keeps itself', () => {
    const files = () => {
      const folder = test.app.ctx.config.dataDirectory;
      return readdirSync(folder)
        .filter((name) => name.startsWith('secret.key'))
        .sort()
        .map((name) => `${name} ${(statSync(join(folder, name)).mode & 0o777).toString(8)}`);
    };
    const keyFile = () => join(test.app.ctx.config.dataDirectory, 'secret.key');

    it('is made, used by the server that runs, and left alone in its folder', async () => {
      await begin({});
      const who = await test.person();
      const { secret } = await enableTotp(test, who);
      const old = readFileSync(keyFile(), 'utf8');
      expect(await rotate(null)).toBe(0);
      expect(said.join('')).toMatch(/secret\.key; the one before is gone from there/);
      expect(files()).toEqual(['secret.key 600']);
      expect(readFileSync(keyFile(), 'utf8')).not.toBe(old);
      const live: Node = { app: test.app, http: test.http };
      tick();
      expect([await signIn(live, who, totpAt(secret, test.clock.now())), await readyOf(live)]).toEqual([
        201, 200,
      ]);
      expect(await madeBy()).toEqual([idOf(readFileSync(keyFile(), 'utf8').trim())]);
      expect(await verified((await nodeWith(null)).app.ctx)).toMatchObject({ code: 0 });
      expect(await rotate(null)).toBe(0);
      expect(files()).toEqual(['secret.key 600']);
    }, 60_000);

    it('is whole wherever the command was ended', async () => {
      await begin({});
      const who = await test.person();
      const { codes } = await enableTotp(test, who);
      const old = readFileSync(keyFile(), 'utf8');
      const folder = test.app.ctx.config.dataDirectory;
      // After the file was made and before anything used it.
      const made = makeNextKey(folder);
      expect(await signIn(await nodeWith(null), who, codes[0] ?? '')).toBe(201);
      expect(files()).toEqual(['secret.key 600', 'secret.key.next 600']);
      // After the change, before anything was made anew.
      const { app } = await nodeWith(null);
      expect(await beginRotation(app.ctx, makeNextKey(folder))).toBe(true);
      const midway = await nodeWith(null);
      expect(midway.app.ctx.keyring.present.id).toBe(made.id);
      expect(await signIn(midway, who, codes[1] ?? '')).toBe(201);
      expect(await verified(midway.app.ctx)).toMatchObject({ code: 0 });
      expect(files()).toEqual(['secret.key 600', 'secret.key.next 600']);
      // After the last write, before the file got its name.
      const nextFile = readFileSync(`${keyFile()}.next`, 'utf8');
      expect(await rotate(null)).toBe(0);
      expect(said.join('')).toMatch(/^Going on with a rotation/);
      writeFileSync(`${keyFile()}.next`, nextFile);
      chmodSync(`${keyFile()}.next`, 0o600);
      writeFileSync(keyFile(), old);
      const after = await nodeWith(null);
      expect(await signIn(after, who, codes[2] ?? '')).toBe(201);
      expect(files()).toEqual(['secret.key 600']);
      expect(existsSync(`${keyFile()}.next`)).toBe(false);
      expect(await verified(after.app.ctx)).toMatchObject({ code: 0 });
    }, 60_000);
  });

  it.runIf(kind === 'postgres')('waits for writes that began before it', async () => {
    await begin();
    const who = await test.person();
    const gate = Promise.withResolvers<void>();
    const inside = Promise.withResolvers<void>();
    const writing = test.app.ctx.write(commandActor('test'), async (tx) => {
      await tx.enqueue({ kind: 'none', accountId: who.id, payload: {}, delay: days(1) });
      inside.resolve();
      await gate.promise;
    });
    await inside.promise;
    let isOver = false;
    const rotating = rotate(next, before).finally(() => {
      isOver = true;
    });
    // It looks for transactions that are open, or has not waited for any.
    const waiting = vi.waitFor(async () => {
      const { rows } = await sql`
        select pid from pg_stat_activity where query like '%from xact_start%' and pid <> pg_backend_pid()
      `.execute(test.app.database.migrations);
      expect(isOver || rows.length > 0).toBe(true);
    }, 20_000);
    const wasOver = await waiting.then(() => isOver).finally(() => gate.resolve());
    expect(wasOver).toBe(false);
    await writing;
    expect(await rotating).toBe(0);
    expect(await madeBy()).toEqual([idOf(next)]);
  });

  it('is the same when the database has each write of it done twice', async () => {
    await begin();
    const who = await test.person();
    const { codes } = await enableTotp(test, who);
    await test.app.checkpoints.make();
    const app = await openApp(configOf(next, before), {
      clock: test.clock,
      log: makeLogger('silent'),
      through: (database) => repeating(database),
    });
    nodes.push(app);
    expect(await beginRotation(app.ctx, new SecretKey(next))).toBe(true);
    const made = await finishRotation(app.ctx, app.database, sealedColumns(), () => {});
    expect(made).toMatchObject({ damaged: 0, unsigned: 0 });
    expect(await madeBy()).toEqual([idOf(next)]);
    const node = await nodeWith(next);
    expect(await signIn(node, who, codes[0] ?? '')).toBe(201);
    expect(await verified(node.app.ctx)).toMatchObject({ code: 0 });
  });

  it('takes a code of an app whose secret is sealed anew between its check and its end', async () => {
    await begin();
    const who = await test.person();
    const { secret } = await enableTotp(test, who);
    tick();
    const account = await accountById(test.app.ctx.reader, who.id);
    if (!account) throw new Error('no account');
    const origin = { remoteIp: null, userAgent: null };
    const checked = await checkCode(test.app.ctx, account, totpAt(secret, test.clock.now()), origin);
    const { app } = await nodeWith(next, before);
    const spend = () => app.ctx.write(commandActor('test'), async (tx) => (await checked?.spend(tx)) ?? null);
    await test.app.database.transaction(async (writer) => {
      const row = await writer.selectFrom('totp_factors').selectAll().executeTakeFirstOrThrow();
      const context = `totp:${who.id}`;
      const plain = app.ctx.keyring.unseal(context, row.sealed_secret);
      const sealed = new SecretKey(before).seal(context, plain);
      await writer.updateTable('totp_factors').set({ sealed_secret: sealed }).execute();
    });
    expect([await spend(), await spend()]).toEqual([true, false]);
  });

  it('opens and proves what was written before keys had names', async () => {
    await begin();
    const who = await test.person();
    const { secret } = await enableTotp(test, who);
    tick();
    await test.bearer(who, totpAt(secret, test.clock.now()));
    await test.app.checkpoints.make();
    await test.app.database.transaction((writer) => asBeforeNames(writer, new SecretKey(before)));
    const old = await nodeWith(before);
    tick();
    expect(await signIn(old, who, totpAt(secret, test.clock.now()))).toBe(201);
    await old.app.checkpoints.make();
    expect(await verified(old.app.ctx)).toMatchObject({ code: 0 });
    expect(await rotate(next, before)).toBe(0);
    expect(await madeBy()).toEqual([idOf(next)]);
    const node = await nodeWith(next);
    tick();
    expect(await signIn(node, who, totpAt(secret, test.clock.now()))).toBe(201);
    await node.app.jobs.drain();
    expect(await verified(node.app.ctx)).toMatchObject({ code: 0 });
  }, 60_000);

  it('knows every column that is sealed', async () => {
    await begin();
    const folder = new URL('../src/db/schema/', import.meta.url);
    const schema = readdirSync(folder)
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n');
    const columns = /^ {2}(sealed_\w+|payload):/gm;
    const found = [...schema.matchAll(/interface (\w+)Table (?:extends [^{]+)?\{([^}]*)\}/g)].flatMap(
      ([, name = '', body = '']) =>
        [...body.matchAll(columns)].map(
          ([, column]) => `${name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}.${column}`,
        ),
    );
    // None stands in a piece of a table that this would not read.
    expect(found).toHaveLength([...schema.matchAll(columns)].length);
    expect(
      sealedColumns()
        .map(({ table, column }) => `${table}.${column}`)
        .sort(),
    ).toEqual(found.sort());
  });
});
