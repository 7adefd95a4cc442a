import { connectGitLab, signInWithGitLab } from './at-gitlab.ts';
import { Authenticator, addPasskey, askForPasskey } from './authenticator.ts';
import { asService } from './example.ts';
import type { Person, TestApp } from './harness.ts';
import { newSshKey, type OwnKey } from './ssh-key-maker.ts';
import { jwtOf, makeToken } from './tokens.ts';

/** Everything that somebody who was once in an account may keep. */
interface Thief {
  readonly session: string;
  readonly token: { readonly id: string; readonly secret: string };
  readonly jwt: string;
  readonly key: OwnKey & { readonly id: string };
  /** Their name at GitLab, which signs them in too. */
  readonly gitLab: string;
  /** Null where the thief added none. */
  readonly passkey: Authenticator | null;
}

/** Somebody who knows the password makes every credential that they can come back with. */
export async function breakIn(
  test: TestApp,
  who: Person,
  { passkey = true }: { readonly passkey?: boolean } = {},
): Promise<Thief> {
  const session = await test.signIn(who);
  const { id, secret } = await makeToken(test, who, { name: 'thief token' });
  const jwt = await jwtOf(test, secret);
  const device = new Authenticator();
  const key = newSshKey('thief@elsewhere');
  const added = await test.call('POST', '/v1/keys', {
    session,
    body: { key: { name: 'thief key', content: key.line } },
  });
  if (added.status !== 201) throw new Error(`key: ${JSON.stringify(added.body)}`);
  const connected = await connectGitLab(test, session);
  const last = passkey ? (await addPasskey(test, who, device, connected.session)).session : connected.session;
  return {
    ...{ session: last, token: { id, secret }, jwt, key: { ...key, id: added.body.key.id } },
    gitLab: connected.username,
    passkey: passkey ? device : null,
  };
}

const signInByPasskey = async (test: TestApp, device: Authenticator) =>
  test.call('POST', '/v1/sessions/passkey', {
    body: { session: { passkey: device.answer(await askForPasskey(test)) } },
    headers: { 'sec-fetch-site': 'same-origin' },
  });

/** The names of the thief's credentials that still open the account. */
export async function waysIn(test: TestApp, thief: Thief): Promise<string[]> {
  const { session, jwt, token, key, passkey, gitLab } = thief;
  const looked = await test.call('POST', '/v1/ssh/lookup', {
    ...(await asService(test, 'ssh:lookup')),
    body: { ssh: { fingerprint: key.fingerprint } },
  });
  const tried = {
    cookie: await test.call('GET', '/v1/users/self', { session }),
    bearer: await test.call('GET', '/v1/users/self', { bearer: jwt }),
    token: await test.call('POST', '/v1/tokens/exchange', { basic: `:${token.secret}` }),
    key: looked,
    ...(passkey ? { passkey: await signInByPasskey(test, passkey) } : {}),
  };
  const ways = Object.entries(tried).flatMap(([way, { status }]) => (status < 300 ? [way] : []));
  const { body } = await signInWithGitLab(test, gitLab);
  // A second factor may be asked for after it, and the thief may have added that too.
  const known = body.provider_sign_in?.outcome === 'signed_in' || body.code === 'otp_required';
  return known ? [...ways, 'provider'] : ways;
}
