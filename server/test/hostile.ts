import { declaredErrors, mutates, type Route, routes } from '@loge/protocol';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { progress } from './effort.ts';
import type { CallOptions, Person, TestApp } from './harness.ts';
import { expectError, snapshot } from './observe.ts';

const served = routes.filter((route) => !route.demoOnly);

/** Text that has broken parsers, databases, logs and mail headers before. */
const trickyText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    'é'.normalize('NFD'),
    '\u2100\uff20', // Become "a/c" and "@" under NFKC.
    '\ufdfa'.repeat(100), // Eighteen times longer under NFKC.
    '💩'.repeat(200),
    'a\r\nBcc: x@example.test',
    "' or 1=1 --",
    '{{7*7}}<script>',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '%00%ff',
    'x'.repeat(5000),
    '0',
    '-1',
    '1e309',
    '9007199254740993',
    'NaN',
    'Europe/Paris',
    'a@b',
    '"a b"@c.test',
    'a@[127.0.0.1]',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

const trickyScalar = fc.oneof(
  trickyText,
  fc.constantFrom(null, true, false, 0, -0, -1, 1e308, Number.MIN_VALUE, 2 ** 53, -(2 ** 63)),
  fc.integer(),
  fc.double(),
);

const { value: trickyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: trickyScalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.dictionary(trickyText, tie('value'), { maxKeys: 3 }) },
  ),
}));

/** A body for the route: its own fields with odd values, wrapped as they should be or not, or no object at all. */
function bodyFor(route: Route): fc.Arbitrary<string> {
  const shape = Object.keys(route.body?.schema.shape ?? {});
  const fields = fc.record(
    Object.fromEntries(shape.map((key) => [key, fc.oneof(trickyValue, plausible(key))])),
    { requiredKeys: [] },
  );
  const extra = fc.dictionary(trickyText, trickyValue, { maxKeys: 2 });
  const root = route.body?.root ?? null;
  const object = fc.tuple(
    fields,
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: extra }),
  );
  const json = object.map(([one, two]) => {
    const whole = { ...one, ...two };
    return JSON.stringify(root === null ? whole : { [root]: whole });
  });
  return fc.oneof(
    { weight: 8, arbitrary: json },
    { weight: 2, arbitrary: trickyValue.map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3000 }).map((n) => '['.repeat(n) + ']'.repeat(n)) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 3000 }).map((n) => `${'{"user":'.repeat(n)}1${'}'.repeat(n)}`),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{}', ' ', 'null', '{"__proto__":{"admin":true}}', '{"a":1,"a":2}'),
    },
  );
}

/** A value that gets past the first checks, so that the odd ones beside it are reached. */
function plausible(field: string): fc.Arbitrary<unknown> {
  const known: Record<string, unknown[]> = {
    email: ['someone@example.test', 'ﬁ@example.test', 'Ünï@exämple.test'],
    password: ['correct horse battery staple', '\ud800'.repeat(20), '\u0000'.repeat(20), '\ufdfa'.repeat(7)],
    current_password: ['correct horse battery staple', 'wrong'],
    username: ['someone', '𝒜𝒷𝒸', 'ﷺ', 'İstanbul', 'ab\u0301'],
    name: ['ci', '=HYPERLINK("x")', '💩'],
    login: ['someone', 'someone@example.test', 'a\u0000b', '\ufdfa'.repeat(14)],
    preferences: [{ theme: 'dark', time_zone: 'Europe/Paris' }, { time_zone: 'a\u0000' }, { locale: 'fr' }],
    token: ['x', 'a.b', '.', 'us-1.\ud800'],
  };
  return fc.constantFrom(...(known[field] ?? [true, 'x']));
}

const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'application/vnd.api+json',
      'text/html',
      ';',
      'multipart/form-data',
    ),
  },
);

const query = fc.oneof(
  fc.constantFrom('', '?', '?&&=', '?page=1&page=2', '?__proto__=1', '?%zz', '?token', '?a[b]=c'),
  fc
    .dictionary(fc.constantFrom('page', 'per_page', 'from', 'token', '__proto__'), trickyText, { maxKeys: 3 })
    .map((record) => `?${new URLSearchParams(record)}`),
);

const credentials = ['session', 'bearer', 'password', 'token', 'none', 'nonsense'] as const;

/** Mostly one that the route takes, so that what stands behind the door is reached. */
function credentialFor({ auth }: Route): fc.Arbitrary<string> {
  const taken = credentials.filter((kind) => (auth.by as readonly string[]).includes(kind));
  const any = fc.constantFrom(...credentials);
  if (taken.length === 0) return any;
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...taken) }, { weight: 1, arbitrary: any });
}

/** A path segment as it travels; lone surrogates cannot. */
const segment = trickyText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 900) || '-');

interface HostileRequest {
  readonly route: Route;
  readonly path: string;
  readonly body: string | undefined;
  readonly contentType: string;
  readonly credential: string;
}

const hostileRequests = (othersId: string): fc.Arbitrary<HostileRequest> =>
  fc.constantFrom(...served).chain((route) =>
    fc.record({
      route: fc.constant(route),
      path: fc
        .tuple(fc.oneof(segment, fc.constant(othersId)), query)
        .map(([id, search]) => route.path.replace(':id', id) + search),
      body: mutates(route) ? fc.option(bodyFor(route), { nil: undefined, freq: 10 }) : fc.constant(undefined),
      contentType,
      credential: credentialFor(route),
    }),
  );

/** What is wrong with an answer, thrown as a failed expectation. */
function judge(
  { route }: HostileRequest,
  response: Awaited<ReturnType<TestApp['call']>>,
  other: Person,
): void {
  const text = JSON.stringify(response.body);
  expect(response.status, text).toBeLessThan(500);
  expect(response.headers['x-powered-by']).toBeUndefined();
  expect(text).not.toContain(other.email);
  expect(text).not.toContain(other.id);
  if (response.status < 300) expect(response.status).toBe(route.status);
  else expect(declaredErrors(route), text).toContain(expectError(response));
}

/** Fires generated requests at every route as an ordinary member, beside another whose data must not show. */
export async function fireAt(
  test: TestApp,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<{ readonly fired: number; readonly statuses: ReadonlyMap<number, number> }> {
  const me = await test.person();
  const other = await test.person();
  const theirs = await test.bearer(other);
  let session = await test.signIn(me);
  const { jwt, secret } = await test.bearer(me);
  let fired = 0;
  const statuses = new Map<number, number>();
  await test.drain();
  const theirsBefore = await rowsOf(test, other);
  const given = async (kind: string): Promise<CallOptions> => {
    switch (kind) {
      case 'session': {
        // Signing out is among the requests: be somebody again.
        const alive = await test.call('GET', '/v1/users/self', { session });
        if (alive.status === 401) session = await test.signIn(me);
        return { session };
      }
      case 'bearer':
        return { bearer: jwt };
      case 'password':
        return { basic: `${me.email}:${me.password}` };
      case 'token':
        return { basic: `:${secret}` };
      case 'nonsense':
        return { headers: { authorization: 'Basic \u00ff\u0001', cookie: '__Host-loge_session=%00; ;=' } };
      default:
        return {};
    }
  };
  await fc.assert(
    fc.asyncProperty(hostileRequests(theirs.tokenId), async (request) => {
      const credentials = await given(request.credential);
      progress('hostile requests', fired++, runs);
      const response = await answered(
        request,
        test.call(request.route.method, request.path, {
          ...credentials,
          headers: {
            ...credentials.headers,
            'sec-fetch-site': 'same-origin',
            ...(request.body === undefined ? {} : { 'content-type': request.contentType }),
          },
          ...(request.body === undefined ? {} : { raw: Buffer.from(request.body) }),
        }),
      );
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      judge(request, response, other);
    }),
    { numRuns: runs, seed },
  );
  expect(await rowsOf(test, other)).toEqual(theirsBefore);
  return { fired, statuses };
}

const hangsAfterMs = 60_000;

/** The answer to a request; fails when none comes. */
async function answered<T>(request: HostileRequest, answer: Promise<T>): Promise<T> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    silence.reject(new Error(`hangs: ${JSON.stringify({ ...request, route: request.route.id })}`));
  }, hangsAfterMs);
  return Promise.race([answer, silence.promise]).finally(() => clearTimeout(timer));
}

/** Every row that names somebody, whatever table it stands in. */
async function rowsOf(test: TestApp, { id }: Person): Promise<string[]> {
  const tables = await snapshot(test.app);
  return Object.entries(tables).flatMap(([name, rows]) =>
    rows.filter((row) => row.includes(id)).map((row) => `${name} ${row}`),
  );
}
