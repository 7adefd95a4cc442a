import type { Loose, Person, TestApp } from './harness.ts';
import { Authenticator } from './software-authenticator.ts';

export { Authenticator, type Quirks } from './software-authenticator.ts';

/** Asks the server for the options of a passkey answer. */
export async function askForPasskey(test: TestApp): Promise<Loose> {
  const response = await test.call('POST', '/v1/passkeys/challenge', {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  return response.body.options;
}

interface WithPasskey {
  readonly device: Authenticator;
  readonly session: string;
  readonly id: string;
  readonly codes: readonly string[] | null;
}

/** Adds a passkey, as a member does. */
export async function addPasskey(
  test: TestApp,
  who: Person,
  device = new Authenticator(),
  known?: string,
  name = 'laptop',
): Promise<WithPasskey> {
  const session = known ?? (await test.signIn(who));
  const begun = await test.call('POST', '/v1/passkeys/registration', { session });
  const response = device.register(begun.body.options);
  const body = { passkey: { name, response } };
  const added = await test.call('POST', '/v1/passkeys', { session, body });
  if (added.status !== 201) throw new Error(`passkey: ${JSON.stringify(added.body)}`);
  return { device, session, id: added.body.passkey.id, codes: added.body.codes };
}
