import { accounts, openApi, type Route, routes } from '@loge/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, instantOf } from '../src/kernel/clock.ts';
import { onEachDatabase, type TestApp, testPassword } from './harness.ts';
import { exampleOf } from './requests.ts';

// What a body may say is kept: each field that a route accepts is sent, and read back from its reply. The fields are the
// protocol's own, so a new one is sent too: it fails here until a use case keeps it, or a line below says why no reply shows it.

/** Routes whose body is an order, a proof or a question: nothing of it is kept to be shown. */
const orders: Readonly<Record<string, string>> = {
  'users.confirm': 'a link is followed',
  'deletion.request': 'a proof',
  'deletion.confirm': 'why somebody left is in the export only: deletion.test',
  'deletion.stop': 'a link is followed',
  'deletion.undo': 'a link is followed',
  'email_change.cancel': 'a link is followed',
  'email_change.confirm': 'a link is followed',
  'email_change.undo': 'a link is followed',
  'password.request_reset': 'asks for a mail',
  'password.open_reset': 'a link is looked at',
  'password.reset': 'a new password, and what is kept: reset-ends-access.test',
  'data_export.request': 'a proof',
  'data_export.download': 'a link is followed',
  'revocation.revoke': 'what is ended: revocation.test',
  'enrolment.begin': 'a link is looked at',
  'enrolment.enrol': 'a password and a proof: enrol-operator.test',
  'tfa.begin': 'a proof',
  'tfa.validate': 'a proof',
  'tfa.disable': 'a proof',
  'tfa.renew_codes': 'a proof',
  'tfa.stop': 'a link is followed',
  'tfa.stop_reset': 'a link is followed',
  'passkeys.remove': 'a proof',
  'sessions.create': 'a sign-in; how long it is remembered is in its cookie: sessions.test',
  'sessions.create_by_passkey': 'a sign-in',
  'sessions.prove': 'a proof',
  'provider_sign_in.begin': 'where the browser is to go: provider-sign-in.test',
  'provider_sign_in.connect': 'where the browser is to go: provider-sign-in.test',
  'provider_sign_in.begin_proof': 'where the browser is to go: provider-sign-in.test',
  'provider_sign_in.complete': 'what a provider answered: provider-sign-in.test',
  'keys.begin_claim': 'a question',
  'ssh.lookup': 'a question',
  'ssh.login': 'a question',
  'tokens.exchange': 'its answer is a JWT: exchange-token.test',
  'tokens.introspect': 'a question',
  'tokens.report_leak': 'a report',
  'hds.review': 'a question whether it is still right: reviews.test',
  'hds.open_confirmation': 'a link is looked at',
  'hds.confirm': 'a link is followed',
  'hds.report_bounce': 'a report',
  'hds.register_digest': 'a question: register.test',
  'integrations.authorize': 'where the browser is to go: oauth.test',
  'integrations.complete': 'what a provider answered: oauth.test',
  'newsletter.unsubscribe': 'a link is followed',
  'contracts.publish': 'its parts are shown in other forms: publish-contract.test',
  'contracts.accept': 'which language: contracts.test',
};

/** Fields of the other routes that no reply shows. */
const unread: Readonly<Record<string, string>> = {
  password: 'a secret: password.test',
  password_confirmation: 'a secret',
  current_password: 'a proof',
  challenge: 'a proof',
  state: 'whose sign-up it is: provider-sign-in.test',
  contracts: 'the versions that were shown: accept-at-sign-up.test',
  signature: 'a proof',
  access_token: 'a secret: secrets.test',
  response: 'what an authenticator says: passkeys.test',
  applications: 'only what the account owns: create-token.test',
  overlap_seconds: 'until when the old secret is good: renew-token.test',
  expires_in_days: 'the same as expires_at, in days: create-token.test',
};

let made = 0;

/** What is sent for a field that is neither a choice nor a switch; the example's own where this says nothing. */
const samples: Readonly<Record<string, (test: TestApp) => unknown>> = {
  username: () => `name-${made++}`,
  ...accounts.byLine(() => () => `Nîmes ${made++}`),
  email: () => `kept-${made++}@example.test`,
  time_zone: () => 'Asia/Tokyo',
  name: () => `name ${made++}`,
  url: () => `https://apps.example/${made++}`,
  scopes: () => ['account:read'],
  expires_at: (test) => instantOf(test.clock.now() + days(20)),
  // Cannot be taken back.
  tos_accepted: () => true,
};

/** Fields of which only what the example says is true: of an account elsewhere, where and of what kind it is. */
const asInExample: readonly string[] = ['scm_integration.scm_type', 'scm_integration.url'];

/** What a reply shows under another name. */
const shownAs: Readonly<Record<string, string>> = { email: 'unconfirmed_email', owner: 'username' };

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Field {
  readonly path: readonly string[];
  readonly schema: Schema;
}

const document = openApi(routes) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Behind its reference, and without the null that it may be. */
function resolved(schema: Schema): Schema {
  const named = schema.$ref?.split('/').at(-1);
  if (named) return resolved(document.components.schemas[named] ?? {});
  const other = schema.anyOf?.find(({ type }) => type !== 'null');
  return other ? resolved(other) : schema;
}

function fieldsIn(schema: Schema, path: readonly string[] = []): Field[] {
  if (path.length > 0 && isUnread(path)) return [];
  const { properties, ...rest } = resolved(schema);
  if (!properties) return path.length > 0 ? [{ path, schema: rest }] : [];
  return Object.entries(properties).flatMap(([name, field]) => fieldsIn(field, [...path, name]));
}

const isUnread = (path: readonly string[]): boolean => Object.hasOwn(unread, path.at(-1) ?? '');

/** Fields of a route's body, with its root before them. */
function fieldsOf({ id }: Route): Field[] {
  const operation = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .find((one) => (one as { operationId?: string }).operationId === id) as
    | { requestBody?: { content: Record<string, { schema: Schema }> } }
    | undefined;
  const schema = operation?.requestBody?.content['application/json']?.schema;
  return schema ? fieldsIn(schema) : [];
}

/** Two of a choice, for one of them may be what is there anyhow. */
function valuesOf({ path, schema }: Field, test: TestApp, example: unknown): unknown[] {
  const own = asInExample.includes(path.join('.'));
  const sample = own ? undefined : samples[path.at(-1) ?? ''];
  if (sample) return [sample(test)];
  if (schema.enum && !own) return [...new Set([schema.enum[0], schema.enum.at(-1)])];
  if (schema.type === 'boolean') return [true, false];
  return [path.reduce<unknown>((body, name) => (body as Record<string, unknown>)?.[name], example)];
}

function put(body: unknown, [name = '', ...rest]: readonly string[], value: unknown): object {
  const there = (body ?? {}) as Record<string, unknown>;
  return { ...there, [name]: rest.length > 0 ? put(there[name], rest, value) : value };
}

/** The first of that name, wherever a reply shows it. */
function shown(reply: unknown, name: string): unknown {
  if (typeof reply !== 'object' || reply === null) return undefined;
  if (Object.hasOwn(reply, name)) return (reply as Record<string, unknown>)[name];
  return Object.values(reply)
    .map((part) => shown(part, name))
    .find((found) => found !== undefined);
}

const withBody = routes.filter((route) => !Object.hasOwn(orders, route.id) && fieldsOf(route).length > 0);

onEachDatabase('what a body says', (test) => {
  beforeEach(() => test().clock.advance(hours(25)));

  describe.each(withBody.map((route) => [route.id, route] as const))('to %s', (_id, route) => {
    it.each(fieldsOf(route).map((field) => [field.path.join('.'), field] as const))(
      'is kept: %s',
      async (_path, field) => {
        const { length } = valuesOf(field, test(), undefined);
        for (let index = 0; index < length; index++) {
          const { path, options } = await exampleOf(test(), route);
          const value = valuesOf(field, test(), options.body)[index];
          expect(value, 'give it a value in `samples`').not.toBeUndefined();
          const name = field.path.at(-1) ?? '';
          // Another address takes a proof, where the account has one already.
          const asksProof =
            name === 'email' && Object.hasOwn(route.body?.schema.shape ?? {}, 'current_password');
          const proven = asksProof
            ? put(options.body, ['user', 'current_password'], testPassword)
            : options.body;
          const body = put(proven, field.path, value);
          const reply = await test().call(route.method, path, { ...options, body });
          expect(reply.status, JSON.stringify(reply.body)).toBe(route.status);
          // A contact's address is nobody's to confirm.
          const shownName = 'hds_contact' in reply.body ? name : (shownAs[name] ?? name);
          expect(shown(reply.body, shownName)).toEqual(value);
        }
      },
    );
  });
});

it('names no route and no field that is not there', () => {
  const ids = routes.map(({ id }) => id);
  for (const id of Object.keys(orders)) expect(ids).toContain(id);
  const names = JSON.stringify(document.paths) + JSON.stringify(document.components.schemas);
  for (const name of [...Object.keys(unread), ...Object.keys(samples)]) expect(names).toContain(`"${name}"`);
});
