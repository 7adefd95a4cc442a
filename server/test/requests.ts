import type { Route, ServiceScope } from '@loge/protocol';
import { accountByLogin } from '../src/features/accounts/feature.ts';
import { requestFactorReset } from '../src/features/authentication/two-factor/feature.ts';
import { createService } from '../src/features/services/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import { Authenticator, addPasskey, askForPasskey } from './authenticator.ts';
import { type CallOptions, linkToken, type Person, type TestApp, testPassword } from './harness.ts';
import { beginEnrolment, createOperator, secretIn } from './operators.ts';
import { newSshKey, sshSign } from './ssh-key-maker.ts';
import { beginTotp, enableTotp, totpAt } from './totp.ts';

/** A request that succeeds, made for one route. */
export interface Example {
  /** The path with parameters and query filled in. */
  readonly path: string;
  readonly options: CallOptions;
  /** The person whose data it is about; null for nobody's. */
  readonly owner: Person | null;
  /** Unused recovery codes of an owner with a second factor. */
  readonly codes?: readonly string[];
}

type Make = (test: TestApp) => Promise<Example>;

const session = async (test: TestApp, owner: Person): Promise<CallOptions> => ({
  session: await test.signIn(owner),
});

/** A read or a change that a signed-in person makes on a path of their own. */
const own =
  (path: string, body?: unknown): Make =>
  async (test) => {
    const owner = await test.person();
    return { path, owner, options: { ...(await session(test, owner)), ...(body ? { body } : {}) } };
  };

/** The credential of one of the platform's services. */
export const asService = async (test: TestApp, scope: ServiceScope): Promise<CallOptions> => {
  const made = await createService(test.app.ctx, commandActor('test'), {
    name: `service ${count++}`,
    scopes: [scope],
    audiences: ['api'],
    expiresAt: null,
  });
  return { bearer: made.secret };
};

const open =
  (path: string): Make =>
  async () => ({ path, owner: null, options: {} });

const ofToken =
  (suffix: string): Make =>
  async (test) => {
    const owner = await test.person();
    const { tokenId, jwt } = await test.bearer(owner);
    return { path: `/v1/tokens/${tokenId}${suffix}`, owner, options: { bearer: jwt } };
  };

let count = 0;

/** A member with an SSH key. */
async function withSshKey(test: TestApp) {
  const owner = await test.person();
  const session = await test.signIn(owner);
  const key = newSshKey();
  const body = { key: { name: 'laptop', content: key.line } };
  const added = await test.call('POST', '/v1/keys', { session, body });
  if (added.status !== 201) throw new Error(`key: ${JSON.stringify(added.body)}`);
  return { owner, session, key, path: `/v1/keys/${added.body.key.id}` };
}

/** A member whose key is on another member's account. */
async function withSquattedKey(test: TestApp) {
  const { key } = await withSshKey(test);
  const owner = await test.person();
  return { key, owner, session: await test.signIn(owner), body: { claim: { content: key.line } } };
}

const ofSshKey =
  (suffix: string, body?: unknown): Make =>
  async (test) => {
    const { owner, session, path } = await withSshKey(test);
    return { path: path + suffix, owner, options: { session, ...(body ? { body } : {}) } };
  };

const askAboutSshKey =
  (path: string, scope: ServiceScope): Make =>
  async (test) => {
    const { key } = await withSshKey(test);
    const body = { ssh: { fingerprint: key.fingerprint } };
    return { path, owner: null, options: { ...(await asService(test, scope)), body } };
  };

/** A member who asked for another address and has not followed its link. */
async function askForAddress(test: TestApp) {
  const owner = await test.person();
  const entered = await test.signIn(owner);
  const address = `moved${count++}@example.test`;
  const body = { user: { email: address, current_password: owner.password } };
  await test.call('PUT', '/v1/users/account', { session: entered, body });
  return { owner, session: entered, address };
}

/** A member who asked to be deleted, and the mail with the link that confirms it. */
async function askToBeDeleted(test: TestApp) {
  const owner = await test.person();
  const entered = await test.signIn(owner);
  await test.call('POST', '/v1/users/delete', { session: entered });
  return { owner, session: entered, mail: await test.mailTo(owner.email, /Confirm that your account/) };
}

/** A member who was made an operator, and the link for the enrolment. */
async function chooseOperator(test: TestApp) {
  const owner = await test.person();
  const entered = await test.signIn(owner);
  return { owner, session: entered, token: await createOperator(test, owner.email) };
}

/** One example for each route by its id. A new route without one fails the protocol test. */
const examples: Record<string, Make> = {
  'users.create': async () => ({
    path: '/v1/users',
    owner: null,
    options: {
      body: {
        user: {
          email: `new${count++}@example.test`,
          password: testPassword,
          tos_accepted: true,
          email_newsletter: true,
        },
      },
    },
  }),
  'users.confirm': async (test) => {
    const owner = await test.person({ confirmed: false });
    const token = linkToken(await test.mailTo(owner.email));
    return {
      path: '/v1/users/confirmation',
      owner,
      options: { ...(await session(test, owner)), body: { token } },
    };
  },
  'users.resend_confirmation': async (test) => {
    const owner = await test.person({ confirmed: false });
    return { path: '/v1/users/confirmation/resend', owner, options: await session(test, owner) };
  },
  'sessions.create': async (test) => {
    const owner = await test.person();
    return {
      path: '/v1/sessions',
      owner,
      options: {
        body: { session: { login: owner.username, password: owner.password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      },
    };
  },
  'sessions.end_current': own('/v1/sessions/current'),
  'sessions.list': own('/v1/sessions'),
  'sessions.end': async (test) => {
    const owner = await test.person();
    const other = await session(test, owner);
    const { body } = await test.call('GET', '/v1/sessions', other);
    return {
      path: `/v1/sessions/${body.sessions[0].id}`,
      owner,
      options: await session(test, owner),
    };
  },
  'sessions.end_others': async (test) => {
    const owner = await test.person();
    await test.signIn(owner);
    return { path: '/v1/sessions', owner, options: await session(test, owner) };
  },
  'sessions.proof': own('/v1/sessions/current/proof'),
  'sessions.prove': own('/v1/sessions/current/proof', { proof: { password: testPassword } }),
  'email_change.confirm': async (test) => {
    const { owner, session, address } = await askForAddress(test);
    const token = linkToken(await test.mailTo(address, /Confirm your new/));
    return { path: '/v1/users/email/confirm', owner, options: { session, body: { token } } };
  },
  'email_change.cancel': async (test) => {
    const { owner } = await askForAddress(test);
    const token = linkToken(await test.mailTo(owner.email, /about to change/));
    return { path: '/v1/users/email/cancel', owner, options: { body: { token } } };
  },
  'email_change.withdraw': async (test) => {
    const { owner, session } = await askForAddress(test);
    return { path: '/v1/users/self/email/change', owner, options: { session } };
  },
  'email_change.undo': async (test) => {
    const { owner, session, address } = await askForAddress(test);
    const token = linkToken(await test.mailTo(address, /Confirm your new/));
    await test.call('POST', '/v1/users/email/confirm', { session, body: { token } });
    const undo = linkToken(await test.mailTo(owner.email, /was changed/));
    return { path: '/v1/users/email/undo', owner, options: { body: { token: undo } } };
  },
  'revocation.preview': own('/v1/users/self/revocation'),
  'revocation.revoke': async (test) => {
    const owner = await test.person();
    await test.bearer(owner);
    await test.signIn(owner);
    return {
      path: '/v1/users/self/revocation',
      owner,
      options: { ...(await session(test, owner)), body: {} },
    };
  },
  'deletion.get': own('/v1/users/self/deletion'),
  'deletion.request': own('/v1/users/delete', {}),
  'deletion.confirm': async (test) => {
    const { owner, session, mail } = await askToBeDeleted(test);
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const body = { deletion: { token: linkToken(mail), reason: 'moving on' } };
    return { path: `/v1/users/delete/${id}/confirm`, owner, options: { session, body } };
  },
  'deletion.stop': async (test) => {
    const { owner, mail } = await askToBeDeleted(test);
    const token = /delete\/stop\?token=([\w-]+)/.exec(mail.text)?.[1];
    return { path: '/v1/users/delete/stop', owner, options: { body: { token } } };
  },
  'deletion.undo': async (test) => {
    const { owner, session, mail } = await askToBeDeleted(test);
    // The key comes back with the account.
    const key = { name: 'laptop', content: newSshKey().line };
    await test.call('POST', '/v1/keys', { session, body: { key } });
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const body = { deletion: { token: linkToken(mail) } };
    await test.call('POST', `/v1/users/delete/${id}/confirm`, { session, body });
    const token = linkToken(await test.mailTo(owner.email, /being deleted/));
    return { path: '/v1/users/delete/undo', owner, options: { body: { token } } };
  },
  'data_export.get': own('/v1/users/self/export'),
  'data_export.request': own('/v1/users/self/export', {}),
  'data_export.download': async (test) => {
    const owner = await test.person();
    const entered = await test.signIn(owner);
    await test.call('POST', '/v1/users/self/export', { session: entered, body: {} });
    const token = linkToken(await test.mailTo(owner.email, /is ready/));
    return { path: '/v1/users/self/export/download', owner, options: { session: entered, body: { token } } };
  },
  'passkeys.challenge': async () => ({
    path: '/v1/passkeys/challenge',
    owner: null,
    options: { headers: { 'sec-fetch-site': 'same-origin' } },
  }),
  'passkeys.begin': own('/v1/passkeys/registration'),
  'passkeys.add': async (test) => {
    const owner = await test.person();
    const entered = await test.signIn(owner);
    const begun = await test.call('POST', '/v1/passkeys/registration', { session: entered });
    const response = new Authenticator().register(begun.body.options);
    return {
      path: '/v1/passkeys',
      owner,
      options: { session: entered, body: { passkey: { name: 'laptop', response } } },
    };
  },
  'passkeys.list': own('/v1/passkeys'),
  'passkeys.rename': async (test) => {
    const owner = await test.person();
    const added = await addPasskey(test, owner);
    const body = { passkey: { name: 'the old laptop' } };
    return { path: `/v1/passkeys/${added.id}`, owner, options: { session: added.session, body } };
  },
  'passkeys.remove': async (test) => {
    const owner = await test.person();
    const added = await addPasskey(test, owner);
    return {
      path: `/v1/passkeys/${added.id}`,
      owner,
      codes: added.codes ?? [],
      options: { session: added.session, body: { passkey: { last: true } } },
    };
  },
  'sessions.create_by_passkey': async (test) => {
    const owner = await test.person();
    const { device } = await addPasskey(test, owner);
    return {
      path: '/v1/sessions/passkey',
      owner,
      options: {
        body: { session: { passkey: device.answer(await askForPasskey(test)) } },
        headers: { 'sec-fetch-site': 'same-origin' },
      },
    };
  },
  'tfa.get': own('/v1/client/tfa'),
  'tfa.begin': own('/v1/client/tfa', { tfa: { provider: 'totp' } }),
  'tfa.validate': async (test) => {
    const owner = await test.person();
    const entered = await test.signIn(owner);
    const secret = await beginTotp(test, entered);
    return {
      path: '/v1/client/tfa/validate',
      owner,
      options: { session: entered, body: { tfa: { attempt: totpAt(secret, test.clock.now()) } } },
    };
  },
  'tfa.disable': async (test) => {
    const owner = await test.person();
    const { codes, session } = await enableTotp(test, owner);
    return {
      path: '/v1/client/tfa',
      owner,
      codes: codes.slice(1),
      options: { session, body: { tfa: { attempt: codes[0] } } },
    };
  },
  'tfa.codes': own('/v1/client/tfa/codes'),
  'tfa.renew_codes': async (test) => {
    const owner = await test.person();
    const { session, codes } = await enableTotp(test, owner);
    return { path: '/v1/client/tfa/codes', owner, codes, options: { session, body: {} } };
  },
  'tfa.stop': async (test) => {
    const owner = await test.person();
    await enableTotp(test, owner);
    const token = linkToken(await test.mailTo(owner.email, /is on/));
    return { path: '/v1/client/tfa/stop', owner, options: { body: { token } } };
  },
  'tfa.stop_reset': async (test) => {
    const owner = await test.person();
    await enableTotp(test, owner);
    const account = await accountByLogin(test.app.ctx.reader, owner.username);
    if (!account) throw new Error('nobody');
    await requestFactorReset(test.app.ctx, commandActor('test'), account, 'lost phone');
    const token = linkToken(await test.mailTo(owner.email, /will be removed/));
    return { path: '/v1/client/tfa/reset/stop', owner, options: { body: { token } } };
  },
  'enrolment.begin': async (test) => {
    const { owner, session, token } = await chooseOperator(test);
    return { path: '/v1/operators/enrolment/begin', owner, options: { session, body: { token } } };
  },
  'enrolment.enrol': async (test) => {
    const { owner, session, token } = await chooseOperator(test);
    const secret = secretIn(await beginEnrolment(test, token, { session }));
    const enrolment = { token, attempt: totpAt(secret, test.clock.now()) };
    return { path: '/v1/operators/enrolment', owner, options: { session, body: { enrolment } } };
  },
  'password.get': own('/v1/users/self/password'),
  'users.email': own('/v1/users/self/email'),
  'password.request_reset': async (test) => {
    const owner = await test.person();
    return { path: '/v1/users/password/reset', owner, options: { body: { user: { email: owner.email } } } };
  },
  'password.open_reset': async (test) => {
    const owner = await test.person();
    await test.call('POST', '/v1/users/password/reset', { body: { user: { email: owner.email } } });
    const token = linkToken(await test.mailTo(owner.email, /new password/));
    return { path: '/v1/users/password/reset/link', owner, options: { body: { token } } };
  },
  'password.reset': async (test) => {
    const owner = await test.person();
    await test.call('POST', '/v1/users/password/reset', { body: { user: { email: owner.email } } });
    const token = linkToken(await test.mailTo(owner.email, /new password/));
    const password = 'another horse, another battery';
    return { path: '/v1/users/password/reset', owner, options: { body: { user: { token, password } } } };
  },
  'users.self': own('/v1/users/self'),
  'users.update_account': own('/v1/users/account', {
    user: { fullname: 'Léa', preferences: { theme: 'dark' } },
  }),
  'account.update_profile': own('/v1/account/profile', {
    user: { password: 'another horse, another battery', current_password: testPassword },
  }),
  'users.put': async (test) => {
    const owner = await test.person();
    const body = { user: { fullname: 'Léa' } };
    return { path: `/v1/users/${owner.id}`, owner, options: { ...(await session(test, owner)), body } };
  },
  'users.patch': async (test) => {
    const owner = await test.person();
    const body = { user: { fullname: 'Léa' } };
    return { path: `/v1/users/${owner.id}`, owner, options: { ...(await session(test, owner)), body } };
  },
  'users.stop_free_trial': own('/v1/users/stop_free_trial'),
  'organizations.list': own('/v1/organizations'),
  'users.roles': open('/v1/users/roles'),
  'newsletter.get': own('/v1/users/self/newsletter'),
  'newsletter.unsubscribe': async (test) => {
    const owner = await test.person();
    const subscribed = { body: { user: { email_newsletter: true } }, ...(await session(test, owner)) };
    await test.call('PUT', '/v1/users/account', subscribed);
    const token = linkToken(await test.mailTo(owner.email, /newsletter/));
    return {
      path: `/newsletter/unsubscribe?token=${encodeURIComponent(token)}`,
      owner,
      options: {
        raw: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    };
  },
  'keys.list': own('/v1/keys'),
  'keys.show': ofSshKey(''),
  'keys.create': async (test) => {
    const owner = await test.person();
    const body = { key: { name: 'laptop', content: newSshKey().line } };
    return { path: '/v1/keys', owner, options: { ...(await session(test, owner)), body } };
  },
  'keys.update': ofSshKey('', { key: { name: 'the old laptop' } }),
  'keys.delete': ofSshKey(''),
  'keys.enable': async (test) => {
    const { owner, session, path } = await withSshKey(test);
    await test.call('POST', '/v1/users/self/revocation', { session, body: { keys: true } });
    return { path: `${path}/enable`, owner, options: { session } };
  },
  'keys.begin_claim': async (test) => {
    const { owner, session, body } = await withSquattedKey(test);
    return { path: '/v1/keys/claims', owner, options: { session, body } };
  },
  'keys.prove_claim': async (test) => {
    const { owner, session, body, key } = await withSquattedKey(test);
    const begun = await test.call('POST', '/v1/keys/claims', { session, body });
    const { challenge } = begun.body.claim;
    const claim = { name: 'mine', challenge, signature: sshSign(key, challenge) };
    return { path: '/v1/keys/claims/proof', owner, options: { session, body: { claim } } };
  },
  'ssh.lookup': askAboutSshKey('/v1/ssh/lookup', 'ssh:lookup'),
  'ssh.login': askAboutSshKey('/v1/ssh/login', 'ssh:login'),
  'tokens.list': own('/v1/tokens'),
  'tokens.create': own('/v1/tokens', { token: { name: 'ci' } }),
  'tokens.show': ofToken(''),
  'tokens.renew': async (test) => {
    const owner = await test.person();
    const { tokenId } = await test.bearer(owner);
    return { path: `/v1/tokens/${tokenId}/renew`, owner, options: await session(test, owner) };
  },
  'tokens.renew_by_put': async (test) => {
    const owner = await test.person();
    const { tokenId } = await test.bearer(owner);
    return { path: `/v1/tokens/${tokenId}/renew`, owner, options: await session(test, owner) };
  },
  'tokens.revoke': ofToken(''),
  'tokens.exchange': async (test) => {
    const owner = await test.person();
    const { secret } = await test.bearer(owner);
    return { path: '/v1/tokens/exchange', owner, options: { basic: `:${secret}` } };
  },
  'tokens.uses': ofToken('/uses'),
  'tokens.revoke_current': async (test) => {
    const owner = await test.person();
    const { secret } = await test.bearer(owner);
    return { path: '/v1/tokens/current', owner, options: { basic: `:${secret}` } };
  },
  'tokens.report_leak': async (test) => {
    const owner = await test.person();
    const { secret } = await test.bearer(owner);
    return { path: '/v1/tokens/leaked', owner: null, options: { body: { tokens: [secret] } } };
  },
  'tokens.introspect': async (test) => {
    const { jwt } = await test.bearer(await test.person());
    const options = await asService(test, 'tokens:introspect');
    return { path: '/v1/introspect', owner: null, options: { ...options, body: { token: jwt } } };
  },
  'tokens.scopes': own('/v1/scopes'),
  jwks: open('/.well-known/jwks.json'),
  'applications.list': own('/v1/account/applications'),
  'applications.register': async (test) => {
    const owner = await test.person();
    const body = { app: { name: 'storefront', owner: owner.username, hds: true } };
    return {
      path: `/v1/admin/apps/ap-${count++}`,
      owner: null,
      options: { ...(await asService(test, 'apps:write')), body },
    };
  },
  'applications.remove': async (test) => {
    const owner = await test.person();
    const id = `ap-${count++}`;
    const options = await asService(test, 'apps:write');
    const body = { app: { name: 'storefront', owner: owner.username } };
    await test.call('PUT', `/v1/admin/apps/${id}`, { ...options, body });
    return { path: `/v1/admin/apps/${id}`, owner: null, options };
  },
  'services.self': async (test) => ({
    path: '/v1/services/self',
    owner: null,
    options: await asService(test, 'ssh:lookup'),
  }),
  'events.list': own('/v1/events?page=1&per_page=5'),
  'events.types': open('/v1/event_types'),
  'events.categories': open('/v1/event_categories'),
  'regions.list': open('/v1/regions'),
  'health.live': open('/healthz'),
  'health.ready': open('/readyz'),
};

/** Makes the example for a route. Throws for a route that nobody wrote an example for. */
export async function exampleOf(test: TestApp, { id }: Route): Promise<Example> {
  const make = examples[id];
  if (!make) throw new Error(`write a request that succeeds for ${id} in server/test/requests.ts`);
  return make(test);
}
