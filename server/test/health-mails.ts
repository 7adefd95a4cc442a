import { isTo, type Person, type TestApp } from './harness.ts';

/** Lets the clock go on to an instant, with the housekeeping that a server does every hour, or after it was down. */
export async function goTo(test: TestApp, instant: string): Promise<void> {
  test.clock.advance(Date.parse(instant) - test.clock.now());
  await test.app.housekeeping.sweep();
  await test.drain();
}

/** Subjects of the mails about health data that a person got since. */
export const healthMails = (test: TestApp, { email }: Pick<Person, 'email'>, since = 0): string[] =>
  test.smtp.mails
    .slice(since)
    .filter((mail) => isTo(mail, email) && /health/.test(mail.subject))
    .map(({ subject }) => subject);
