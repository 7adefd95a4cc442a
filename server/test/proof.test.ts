import { type EventType, mutates, type Route, routes } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import { minutes } from '../src/kernel/clock.ts';
import { type CallOptions, cookieSecret, onEachDatabase, type TestApp } from './harness.ts';
import { expectError, fieldCode, journalOf, snapshot } from './observe.ts';
import { type Example, exampleOf } from './requests.ts';

const served = routes.filter((route) => !route.demoOnly);
const byId = (list: readonly Route[]) => list.map((route) => [route.id, route] as const);
const demanding = served.filter(({ auth }) => auth.proof?.startsWith('fresh'));
const fields = (route: Route) => route.body?.schema.shape ?? {};

/** What changes who may come in, and so asks for the person and tells them afterwards. */
const credentialEvents: readonly EventType[] = [
  'password_changed',
  'email_change_requested',
  'email_changed',
  'email_change_undone',
  'tfa_begun',
  'tfa_enabled',
  'tfa_disabled',
  'tfa_stopped',
  'recovery_codes_made',
  'passkey_added',
  'passkey_removed',
  'everything_revoked',
  'deletion_requested',
  'deletion_confirmed',
  'export_requested',
];
/** Told of at their next step instead, or by the mail that the link came in. */
const untold: readonly EventType[] = ['tfa_begun'];

const recorded = (route: Route) => (Array.isArray(route.records) ? (route.records as EventType[]) : []);

describe('routes that change a credential', () => {
  const changing = served.filter(
    (route) => mutates(route) && recorded(route).some((type) => credentialEvents.includes(type)),
  );

  it('are there', () => expect(changing.length).toBeGreaterThan(1));

  it.each(byId(changing))('%s asks for proof, or is opened by a mailed link', (_id, route) => {
    const byLink = route.auth.by.length === 0 || Object.hasOwn(fields(route), 'token');
    expect(route.auth.proof !== undefined || byLink).toBe(true);
  });
});

/** By bearer these ask for nothing that existing clients cannot send. */
const enoughByBearer = ['fresh_or_code', 'fresh_by_page'];
it.each(
  byId(
    demanding.filter(({ auth }) => auth.by.includes('bearer') && !enoughByBearer.includes(auth.proof ?? '')),
  ),
)('%s takes the proof of an API client in the request', (_id, route) =>
  expect(Object.hasOwn(fields(route), 'current_password')).toBe(true),
);

onEachDatabase(
  'fresh proof',
  (test) => {
    const send = (route: Route, path: string, options: CallOptions) =>
      test().call(route.method, path, options);

    it.each(byId(demanding))('%s refuses a session that did not prove it lately', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      await test().drain();
      test().clock.advance(minutes(10));
      const before = await snapshot(test().app);
      const response = await send(route, path, options);
      expectError(response, 'proof_required');
      expect(response.body.methods).toContain('password');
      expect(await snapshot(test().app)).toEqual(before);
    });

    // What its example holds is older than five minutes by then; `passkeys.test.ts` has its own.
    const lasting = demanding.filter(({ id }) => id !== 'passkeys.add');
    it.each(byId(lasting))('%s takes a session that proved it again', async (_id, route) => {
      const example = await exampleOf(test(), route);
      test().clock.advance(minutes(9));
      const session = await proveAgain(test(), example);
      test().clock.advance(minutes(9));
      const response = await send(route, example.path, { ...example.options, session });
      expect(response.status, JSON.stringify(response.body)).toBe(route.status);
    });

    const inRequest = demanding.filter(
      (route) => route.auth.by.includes('bearer') && Object.hasOwn(fields(route), 'current_password'),
    );
    it.each(byId(inRequest))('%s by bearer wants the password in the request', async (_id, route) => {
      const { path, options, owner, codes } = await exampleOf(test(), route);
      if (!owner) throw new Error('nobody’s');
      const { jwt } = await test().bearer(owner, codes?.[0]);
      const { session: _, ...rest } = options;
      test().clock.advance(minutes(11));
      const root = route.body?.root ?? null;
      const given = (options.body ?? {}) as Record<string, Record<string, unknown>>;
      const withPassword = (password: string) => ({
        ...rest,
        bearer: jwt,
        body:
          root === null
            ? { ...given, current_password: password }
            : { [root]: { ...given[root], current_password: password } },
      });
      const bare = await send(route, path, { ...rest, bearer: jwt });
      if (route.auth.proof === 'fresh_or_code') expect(bare.status).toBe(route.status);
      else expectError(bare, 'proof_required');
      if (bare.status === route.status) return;
      const wrong = await send(route, path, withPassword('not the one'));
      expect(fieldCode(wrong, 'current_password')).toBe('wrong_password');
      const [, otp] = codes ?? [];
      const headers: Record<string, string> = otp ? { 'x-authorization-otp': otp } : {};
      if (otp) expectError(await send(route, path, withPassword(owner.password)), 'otp_required');
      const right = await send(route, path, { ...withPassword(owner.password), headers });
      expect(right.status, JSON.stringify(right.body)).toBe(route.status);
    });

    const telling = served.filter(
      (route) =>
        mutates(route) &&
        recorded(route).some((type) => credentialEvents.includes(type) && !untold.includes(type)),
    );
    it.each(byId(telling))('%s mails the owner of what it changed', async (_id, route) => {
      const { path, options, owner } = await exampleOf(test(), route);
      await test().drain();
      const [mails, journal] = [test().smtp.mails.length, new Set(await ids(test()))];
      const response = await send(route, path, options);
      expect(response.status, JSON.stringify(response.body)).toBe(route.status);
      const wrote = (await journalOf(test().app)).filter(({ id }) => !journal.has(id));
      await test().drain();
      if (!wrote.some(({ type }) => credentialEvents.includes(type))) return;
      const told = test().smtp.mails.slice(mails);
      expect(told.length, `${route.id} told nobody`).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toContain(owner?.password ?? 'nobody');
    });
  },
  { LOGE_THROTTLING: 'off' },
);

const ids = async (test: TestApp) => (await journalOf(test.app)).map(({ id }) => id);

async function proveAgain(test: TestApp, { options, owner, codes }: Example): Promise<string> {
  const otp = codes?.[0];
  const proved = await test.call('POST', '/v1/sessions/current/proof', {
    session: options.session ?? '',
    body: { proof: { password: owner?.password, ...(otp ? { otp } : {}) } },
  });
  expect(proved.status, JSON.stringify(proved.body)).toBe(200);
  return cookieSecret(proved);
}
