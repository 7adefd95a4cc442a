import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type App, openApp } from '../src/app.ts';
import { migrate } from '../src/db/migrate.ts';
import { type Database, openDatabase, sqliteFile } from '../src/db/open.ts';
import { fixedClock } from '../src/kernel/clock.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { type Logger, makeLogger } from '../src/platform/log/logger.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';
import { loopbackOnly } from './providers.ts';
import { repeating } from './repeating.ts';
import { type ReceivedMail, startSmtp, type TestSmtp } from './smtp.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** The databases that this run tests on (`LOGE_TEST_DATABASES`). */
export const databaseKinds = (process.env.LOGE_TEST_DATABASES ?? 'sqlite').split(',') as DatabaseKind[];

/** A reply's JSON, typed as loosely as parsing gives it. Tests compare its fields one by one. */
export type Loose = ReturnType<typeof JSON.parse>;

export interface TestResponse {
  readonly status: number;
  readonly body: Loose;
  readonly headers: Record<string, string | string[] | number | undefined>;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly session?: string;
  readonly bearer?: string;
  readonly basic?: string;
  readonly remoteIp?: string;
}

export interface Person {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly id: string;
}

/** A complete Loge with a real database and a real SMTP server, driven through HTTP. */
export interface TestApp {
  readonly app: App;
  readonly http: FastifyInstance;
  readonly smtp: TestSmtp;
  readonly clock: ReturnType<typeof fixedClock>;
  call(method: string, path: string, options?: CallOptions): Promise<TestResponse>;
  /** The cookie that the browser of a session sends now. */
  cookieOf(session: string): string;
  /** Runs every job that is due, mails included. */
  drain(): Promise<void>;
  /** The latest mail to an address, after running what is due. */
  mailTo(email: string, subject?: RegExp): Promise<ReceivedMail>;
  /** Signs somebody up, confirmed unless told otherwise. */
  person(options?: Partial<Person> & { confirmed?: boolean; locale?: string }): Promise<Person>;
  /** Signs in by page; returns the cookie's secret. */
  signIn(person: Person, remember?: boolean): Promise<string>;
  /** Makes a token by Basic and exchanges it. */
  bearer(person: Person, otp?: string): Promise<{ jwt: string; secret: string; tokenId: string }>;
  close(): Promise<void>;
}

export const testPassword = 'correct horse battery staple';

/** argon2 is cheap, so that tests do not spend their time on hashing. */
const environment = {
  LOGE_ARGON2_MEMORY_KIB: '1024',
  LOGE_ARGON2_ITERATIONS: '1',
  LOGE_LOG_LEVEL: 'silent',
  LOGE_PUBLIC_URL: 'http://localhost:4310',
};

let counter = 0;

/** Makes a database with Loge's tables; returns its URL. */
const makePostgresDatabase = (name: string): Promise<string> =>
  createDatabase(inject('postgresAdminUrl'), name, { template: inject('postgresTemplate') });

/** The bytes of a database with Loge's tables. Writing them takes a tenth of the time of migrating. */
async function makeMigratedFile(): Promise<Buffer> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'loge-template-'));
  const database = openDatabase({ dataDirectory });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  const bytes = readFileSync(sqliteFile(dataDirectory));
  rmSync(dataDirectory, { recursive: true });
  return bytes;
}

let migrated: Promise<Buffer> | null = null;
const migratedFile = (): Promise<Buffer> => {
  migrated ??= makeMigratedFile();
  return migrated;
};

export async function openTestApp(
  kind: DatabaseKind = 'sqlite',
  overrides: Record<string, string> & { now?: string } = {},
  log: Logger = makeLogger('silent'),
  through = process.env.LOGE_TEST_REPEAT === 'on' ? (database: Database) => repeating(database) : undefined,
): Promise<TestApp> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'loge-test-'));
  const smtp = await startSmtp();
  const name = `t${process.pid}_${Date.now()}_${counter++}`;
  const databaseUrl = kind === 'postgres' ? await makePostgresDatabase(name) : '';
  if (kind === 'sqlite') writeFileSync(sqliteFile(dataDirectory), await migratedFile());
  const { now = '2026-11-23T12:00:00.000Z', ...settings } = overrides;
  const config = readConfig(
    { data: dataDirectory },
    {
      ...environment,
      ...(await loopbackOnly()),
      LOGE_SMTP_URL: smtp.url,
      DATABASE_URL: databaseUrl,
      ...settings,
    },
  );
  const clock = fixedClock(now);
  const app = await openApp(config, { clock, log, ...(through ? { through } : {}) });
  const http = await app.http();

  // Works as a browser does: after a change that renews the session's secret, later calls use the new one. A copy of the old
  // cookie can be sent with `headers.cookie`. Proofs and sign-ins answer the new secret, and tests read it from there.
  const renewed = new Map<string, string>();
  const latest = (secret: string): string => {
    const next = renewed.get(secret);
    return next === undefined ? secret : latest(next);
  };

  const cookieOf = (session: string): string => `__Host-loge_session=${latest(session)}`;

  const call = async (method: string, path: string, options: CallOptions = {}): Promise<TestResponse> => {
    const headers: Record<string, string> = { ...options.headers };
    let payload: string | Buffer | undefined = options.raw;
    if (options.body !== undefined) {
      payload = JSON.stringify(options.body);
      headers['content-type'] ??= 'application/json';
    }
    if (options.session) {
      // Beside what else the browser has.
      headers.cookie = [headers.cookie, cookieOf(options.session)].filter(Boolean).join('; ');
      headers['sec-fetch-site'] ??= 'same-origin';
    }
    if (options.bearer) headers.authorization = `Bearer ${options.bearer}`;
    if (options.basic !== undefined)
      headers.authorization = `Basic ${Buffer.from(options.basic).toString('base64')}`;
    const response = await http.inject({
      method: method as 'GET',
      url: path,
      headers,
      ...(payload === undefined ? {} : { payload }),
      remoteAddress: options.remoteIp ?? '127.0.0.1',
    });
    const given = /__Host-loge_session=([\w-]+)/.exec(String(response.headers['set-cookie'] ?? ''))?.[1];
    if (options.session && given && !path.endsWith('/current/proof'))
      renewed.set(latest(options.session), given);
    const json = String(response.headers['content-type'] ?? '').startsWith('application/json');
    return {
      status: response.statusCode,
      body: json ? response.json() : response.body,
      headers: response.headers as TestResponse['headers'],
    };
  };

  const drain = async () => {
    await app.jobs.drain();
  };

  const mailTo = async (email: string, subject: RegExp = /./) => {
    await drain();
    const found = smtp.mails.filter((mail) => isTo(mail, email) && subject.test(mail.subject)).at(-1);
    if (!found)
      throw new Error(`no mail to ${email} about ${subject}: ${smtp.mails.map((m) => m.subject).join('; ')}`);
    return found;
  };

  const person: TestApp['person'] = async (options = {}) => {
    const n = counter++;
    const { confirmed = true, locale = 'en', ...given } = options;
    const wanted = {
      email: `person${n}@example.test`,
      username: `person${n}`,
      password: testPassword,
      ...given,
    };
    const signedUp = await call('POST', '/v1/users', { body: { user: { ...wanted, locale } } });
    if (signedUp.status !== 201) throw new Error(`sign-up: ${JSON.stringify(signedUp.body)}`);
    const made = { ...wanted, id: signedUp.body.user.id as string };
    if (confirmed) {
      // Mails about an earlier owner of the address may have arrived too.
      const token = linkToken(await mailTo(made.email, /^Confirm/));
      const basic = `${made.username}:${made.password}`;
      const done = await call('POST', '/v1/users/confirmation', { body: { token }, basic });
      if (done.status !== 200) throw new Error(`confirmation: ${JSON.stringify(done.body)}`);
    }
    return made;
  };

  return {
    app,
    http,
    smtp,
    clock,
    call,
    cookieOf,
    drain,
    mailTo,
    person,
    async signIn(who, remember = false) {
      const response = await call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password, remember } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      if (response.status !== 201) throw new Error(`sign-in: ${JSON.stringify(response.body)}`);
      return cookieSecret(response);
    },
    async bearer(who, otp) {
      const made = await call('POST', '/v1/tokens', {
        body: { token: { name: 'test' } },
        basic: `${who.username}:${who.password}`,
        ...(otp ? { headers: { 'x-authorization-otp': otp } } : {}),
      });
      if (made.status !== 201) throw new Error(`token: ${JSON.stringify(made.body)}`);
      const secret = made.body.token.token as string;
      const exchanged = await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` });
      return { jwt: exchanged.body.token as string, secret, tokenId: made.body.token.id as string };
    },
    async close() {
      await app.close();
      await smtp.stop();
      if (kind === 'postgres') await dropDatabase(inject('postgresAdminUrl'), name);
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** Compares without case, because mail servers change the case of domains. */
export const isTo = (mail: ReceivedMail, email: string): boolean =>
  mail.to.some((address) => address.toLowerCase() === email.toLowerCase());

/** The one-time token of the link in a mail. */
export function linkToken(mail: ReceivedMail): string {
  const token = /[?&]token=([\w.%-]+)/.exec(mail.text)?.[1];
  if (!token) throw new Error(`no link in "${mail.subject}"`);
  return decodeURIComponent(token);
}

export function cookieSecret(response: TestResponse): string {
  const cookie = String(response.headers['set-cookie'] ?? '');
  const secret = /__Host-loge_session=([\w-]+)/.exec(cookie)?.[1];
  if (!secret) throw new Error(`no session cookie in ${cookie}`);
  return secret;
}

/** Runs a suite once on each database of the run, each time on an app of its own. */
export function onEachDatabase(
  title: string,
  suite: (test: () => TestApp) => void,
  overrides: Record<string, string> & { now?: string } = {},
): void {
  describe.each(databaseKinds)(`${title} (%s)`, (kind) => {
    let opened: TestApp;
    beforeAll(async () => {
      opened = await openTestApp(kind, overrides);
    });
    afterAll(() => opened?.close());
    suite(() => opened);
  });
}
