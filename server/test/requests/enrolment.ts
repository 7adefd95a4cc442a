import type { Examples } from '../example.ts';
import type { TestApp } from '../harness.ts';
import { beginEnrolment, createOperator, secretIn } from '../operators.ts';
import { totpAt } from '../totp.ts';

/** A member who was made an operator, and the link for the enrolment. */
async function chooseOperator(test: TestApp) {
  const owner = await test.person();
  const entered = await test.signIn(owner);
  return { owner, session: entered, token: await createOperator(test, owner.email) };
}

export const examples: Examples = {
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
};
