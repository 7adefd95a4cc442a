import { type Person, type TestApp, type TestResponse, testPassword } from './harness.ts';
import { runCommand } from './run-command.ts';
import { totpAt } from './totp-app.ts';

const tokenIn = (said: readonly string[]): string => {
  const last = said.at(-1) ?? '';
  return URL.canParse(last) ? (new URL(last).searchParams.get('token') ?? '') : '';
};

/** `loge operator create`: the token of the link that it printed; empty when it printed none. */
export const createOperator = async (test: TestApp, ...args: string[]): Promise<string> =>
  tokenIn((await runCommand(test.app.ctx, 'operator', 'create', ...args)).said);

/** `loge operator reset`, likewise. */
export const resetOperator = async (test: TestApp, login: string): Promise<string> =>
  tokenIn((await runCommand(test.app.ctx, 'operator', 'reset', login)).said);

/** Who else shows that the account is theirs. */
export interface Shown {
  readonly session?: string;
  readonly basic?: string;
}

export const beginEnrolment = (test: TestApp, token: string, shown: Shown = {}): Promise<TestResponse> =>
  test.call('POST', '/v1/operators/enrolment/begin', { body: { token }, ...shown });

export const enrol = (
  test: TestApp,
  token: string,
  enrolment: { attempt: string; password?: string; locale?: string },
  shown: Shown = {},
): Promise<TestResponse> =>
  test.call('POST', '/v1/operators/enrolment', { body: { enrolment: { token, ...enrolment } }, ...shown });

/** Secret of the app that was begun. */
export function secretIn(begun: TestResponse): string {
  const secret = new URL(begun.body.enrolment?.uri ?? 'x:').searchParams.get('secret');
  if (!secret) throw new Error(`enrolment: ${JSON.stringify(begun.body)}`);
  return secret;
}

interface EnrolledOperator {
  readonly who: Person;
  readonly secret: string;
  /** Recovery codes. */
  readonly codes: readonly string[];
}

let count = 0;

/** An operator made by the command, with a password and a second factor of their own. */
export async function operator(test: TestApp): Promise<EnrolledOperator> {
  const username = `operator${count++}`;
  const email = `${username}@platform.test`;
  const token = await createOperator(test, email, username);
  const secret = secretIn(await beginEnrolment(test, token));
  const attempt = totpAt(secret, test.clock.now());
  const done = await enrol(test, token, { attempt, password: testPassword });
  if (done.status !== 200) throw new Error(`enrolment: ${JSON.stringify(done.body)}`);
  const { id } = await test.app.ctx.reader
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const codes = done.body.enrolment.codes as string[];
  return { who: { id, email, username, password: testPassword }, secret, codes };
}
