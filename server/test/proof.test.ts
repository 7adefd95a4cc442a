import { type EventType, mutates, type Route, routes } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import { minutes } from '../src/kernel/clock.ts';
import type { Example } from './example.ts';
import { type CallOptions, cookieSecret, onEachDatabase, type TestApp, testPassword } from './harness.ts';
import { expectError, fieldCode, journalOf, snapshot } from './observe.ts';
import { exampleOf } from './requests.ts';

const served = routes.filter((route) => !route.demoOnly);
const byId = (list: readonly Route[]) => list.map((route) => [route.id, route] as const);
const demanding = served.filter(({ auth }) => auth.proof?.startsWith('fresh'));
const fields = (route: Route) => route.body?.schema.shape ?? {};

/**
 * What each event asks of the routes that record it: `proof` of the person (or a link that was mailed to them), a
 * `mail` that tells them. One that is left out does not compile: whoever adds an event says what it is.
 */
type Asks = readonly ('proof' | 'mail')[];
const both: Asks = ['proof', 'mail'];
const told: Asks = ['mail'];
const nothing: Asks = [];
const asks: Readonly<Record<EventType, Asks>> = {
  password_changed: both,
  password_reset_success: both,
  account_reclaimed: both,
  email_change_requested: both,
  email_changed: both,
  email_change_undone: both,
  tfa_enabled: both,
  tfa_disabled: both,
  tfa_stopped: both,
  tfa_reset_stopped: both,
  recovery_codes_made: both,
  passkey_added: both,
  passkey_removed: both,
  // Connecting asks for proof when it is begun; signing up gives the account its first way in.
  identity_added: told,
  identity_removed: both,
  operator_enrolled: both,
  everything_revoked: both,
  access_ended: both,
  deletion_requested: both,
  deletion_confirmed: both,
  export_requested: both,
  // Nothing opens by it yet: they are told at the next step.
  tfa_begun: ['proof'],
  // A token opens less than its account, and makes others (docs/rules.md#tokens-made-by-tokens).
  new_token: told,
  regenerate_token: told,
  delete_token: told,
  token_leaked: told,
  new_key: both,
  key_enabled: both,
  key_reclaimed: both,
  new_integration: both,
  integration_reconnected: both,
  // Fewer things open by it.
  delete_key: told,
  key_disabled: told,
  key_lost: told,
  delete_integration: told,
  integration_broken: told,
  // By a command, or by somebody who is not known yet.
  tfa_reset_requested: told,
  tfa_reset: told,
  password_dropped: told,
  operator_granted: told,
  operator_reset: told,
  password_reset_query: told,
  password_reset_refused: told,
  integration_renewed: nothing,
  edit_key: nothing,
  // Whoever answers for an application that holds health data is told what is asked of them.
  hds_contact_wanted: told,
  hds_review_opened: told,
  hds_review_reminded: told,
  edit_hds_contact: nothing,
  hds_register_drilled: nothing,
  hds_register_signed: nothing,
  hds_contact_removed: nothing,
  hds_contact_reviewed: nothing,
  // The contact is mailed, and not the owner.
  hds_contact_asked: nothing,
  key_claim_begun: nothing,
  service_created: nothing,
  service_renewed: nothing,
  service_revoked: nothing,
  new_user: nothing,
  login_success: nothing,
  login_failure: nothing,
  login_lock: nothing,
  login_unlock_success: nothing,
  // The same password, kept in another way.
  password_rehashed: nothing,
  recovery_codes_rehashed: nothing,
  logout: nothing,
  session_ended: nothing,
  sessions_ended: nothing,
  email_confirmed: nothing,
  confirmation_sent: nothing,
  email_released: nothing,
  sign_up_refused: nothing,
  proof_failed: nothing,
  proof_given: nothing,
  second_factor_failed: nothing,
  recovery_code_used: nothing,
  email_change_cancelled: nothing,
  passkey_renamed: nothing,
  deletion_cancelled: nothing,
  deletion_undone: nothing,
  account_erased: nothing,
  export_made: nothing,
  export_downloaded: nothing,
  profile_updated: nothing,
  preferences_updated: nothing,
  newsletter_subscribed: nothing,
  newsletter_unsubscribed: nothing,
  tos_accepted: nothing,
  // A session or token that may write the account binds it, as clients do; it is told with the documents attached.
  contract_accepted: told,
  contract_published: nothing,
  receipt_key_made: nothing,
  application_registered: nothing,
  application_removed: nothing,
  signing_key_made: nothing,
  secret_key_rotated: nothing,
};
const asksProof = (type: EventType) => asks[type].includes('proof');
const asksMail = (type: EventType) => asks[type].includes('mail');

/** No route records these; the tests of the command, or of the job, see to the mail. */
const byCommandOrJob: readonly EventType[] = [
  'tfa_reset_requested',
  'tfa_reset',
  'password_dropped',
  'operator_granted',
  'operator_reset',
  'password_reset_refused',
  // A provider's answer; and an account that was linked before: `integrations.test.ts`.
  'integration_broken',
  'integration_reconnected',
];

/** A body that changes a credential, for a route whose example changes something else. */
const otherPassword = {
  user: { password: 'another horse, another battery', current_password: testPassword },
};
const changing: Readonly<Record<string, object>> = {
  'users.update_account': otherPassword,
  'users.put': otherPassword,
  'users.patch': otherPassword,
};

const recorded = (route: Route) => (Array.isArray(route.records) ? (route.records as EventType[]) : []);

describe('routes that change a credential', () => {
  const proved = served.filter((route) => mutates(route) && recorded(route).some(asksProof));

  it('are there', () => expect(proved.length).toBeGreaterThan(10));

  // ASVS 7.5.1
  it.each(byId(proved))('%s asks for proof, or is opened by a mailed link', (_id, route) => {
    const byLink = route.auth.by.length === 0 || Object.hasOwn(fields(route), 'token');
    expect(route.auth.proof !== undefined || byLink).toBe(true);
  });
});

/** Enough by themselves for an API client: a code in the body, or a token, which is as much as clients can send. */
const enough = ['fresh_or_code', 'fresh_by_page'];

it.each(
  byId(demanding.filter(({ auth }) => auth.by.includes('bearer') && !enough.includes(auth.proof ?? ''))),
)('%s takes the proof of an API client in the request', (_id, route) =>
  expect(Object.hasOwn(fields(route), 'current_password')).toBe(true),
);

it.each(byId(served.filter((route) => Object.hasOwn(fields(route), 'current_password'))))(
  '%s says that proof in the request may leave its traces',
  (_id, route) =>
    expect(recorded(route)).toEqual(
      expect.arrayContaining(['proof_given', 'proof_failed', 'second_factor_failed', 'recovery_code_used']),
    ),
);

it('every event that is mailed is recorded by a route that is tried below, or elsewhere', () => {
  const tried = new Set(served.filter(mutates).flatMap(recorded));
  const all = Object.keys(asks) as EventType[];
  expect(all.filter((type) => asksMail(type) && !tried.has(type)).sort()).toEqual([...byCommandOrJob].sort());
});

onEachDatabase(
  'fresh proof',
  (test) => {
    const send = (route: Route, path: string, options: CallOptions) =>
      test().call(route.method, path, options);

    // ASVS 7.5.1
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

    // Their examples' challenges are over by then; `passkeys.test.ts` and `claim-key.test.ts` have their own.
    const lasting = demanding.filter(({ id }) => id !== 'passkeys.add' && id !== 'keys.prove_claim');
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

    const telling = served.filter((route) => mutates(route) && recorded(route).some(asksMail));
    // ASVS 6.3.7
    it.each(byId(telling))('%s mails the owner of what it changed', async (_id, route) => {
      const { path, options, owner } = await exampleOf(test(), route);
      await test().drain();
      const [mails, journal] = [test().smtp.mails.length, new Set(await ids(test()))];
      const body = changing[route.id] ?? options.body;
      const response = await send(route, path, { ...options, ...(body ? { body } : {}) });
      expect(response.status, JSON.stringify(response.body)).toBe(route.status);
      await test().drain();
      const wrote = (await journalOf(test().app)).filter(({ id }) => !journal.has(id));
      // An example that changes nothing of the kind would prove nothing.
      expect(wrote.map(({ type }) => type).filter(asksMail), `${route.id} changed no credential`).not.toEqual(
        [],
      );
      const sent = test().smtp.mails.slice(mails);
      expect(sent.length, `${route.id} told nobody`).toBeGreaterThan(0);
      expect(JSON.stringify(sent)).not.toContain(owner?.password ?? 'nobody');
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
