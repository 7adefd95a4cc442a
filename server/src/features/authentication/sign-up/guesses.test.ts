import { expect, it } from 'vitest';
import { onEachDatabase, testPassword } from '../../../../test/harness.ts';

onEachDatabase(
  'sign-up',
  (test) => {
    let n = 0;
    const signUp = (fields: Record<string, unknown>) =>
      test().call('POST', '/v1/users', {
        body: { user: { email: `guess${n++}@example.test`, password: testPassword, ...fields } },
      });

    it.each([
      ['Etc/Unknown', null],
      ['localtime', null],
      ['+05:30', null],
      ['Mars/Olympus', null],
      ['x'.repeat(200), null],
      ['', null],
      [5, null],
      ['EST5EDT', 'EST5EDT'],
      ['GMT0', 'GMT0'],
      ['Etc/GMT+5', 'Etc/GMT+5'],
      ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ])(
      'takes the time zone %j that a browser guessed as %j, and refuses nobody for it',
      async (time_zone, kept) => {
        const { status, body } = await signUp({ time_zone });
        expect([status, body.user?.preferences.time_zone]).toEqual([201, kept]);
      },
    );

    it.each(['de', 'fr-FR', '', 5, null])(
      'takes the language %j that a browser guessed for none',
      async (locale) => {
        const { status, body } = await signUp({ locale });
        expect([status, body.user?.preferences.locale]).toEqual([201, 'en']);
      },
    );
  },
  { LOGE_THROTTLING: 'off' },
);
