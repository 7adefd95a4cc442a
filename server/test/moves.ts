import { linkToken, type Person, type TestApp, type TestResponse } from './harness.ts';

let count = 0;
/** An address that nobody has had yet. */
export const newAddress = (): string => `new${count++}@elsewhere.test`;

/** Asks for another address. The password is included, so that no proof is needed. */
export const askToMove = (
  test: TestApp,
  session: string,
  who: Person,
  email: string,
): Promise<TestResponse> =>
  test.call('PUT', '/v1/users/account', {
    session,
    body: { user: { email, current_password: who.password } },
  });

export const confirmMove = (test: TestApp, session: string, token: string): Promise<TestResponse> =>
  test.call('POST', '/v1/users/email/confirm', { session, body: { token } });

/** The link in the mail to the new address. */
export const confirmLink = async (test: TestApp, email: string): Promise<string> =>
  linkToken(await test.mailTo(email, /Confirm your new/));

/** The link in the mail to the old address, once the change is done. */
export const undoLink = async (test: TestApp, email: string): Promise<string> =>
  linkToken(await test.mailTo(email, /was changed/));

export const undoMove = (test: TestApp, token: string): Promise<TestResponse> =>
  test.call('POST', '/v1/users/email/undo', { body: { token } });

/** Changes the address and follows the link. Returns the same person with the new address. */
export async function move(
  test: TestApp,
  session: string,
  who: Person,
  email = newAddress(),
): Promise<Person> {
  const asked = await askToMove(test, session, who, email);
  if (asked.status !== 200) throw new Error(`move: ${JSON.stringify(asked.body)}`);
  const done = await confirmMove(test, session, await confirmLink(test, email));
  if (done.status !== 200) throw new Error(`move: ${JSON.stringify(done.body)}`);
  return { ...who, email };
}

/** Sets a password by the latest reset link that was mailed to somebody. */
export async function resetByMail(test: TestApp, who: Person, password: string): Promise<Person> {
  const token = linkToken(await test.mailTo(who.email, /new password/));
  const reset = await test.call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
  if (reset.status !== 200) throw new Error(`reset: ${JSON.stringify(reset.body)}`);
  return { ...who, password };
}
