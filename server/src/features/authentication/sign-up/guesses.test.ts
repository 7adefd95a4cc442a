import { expect, it } from 'vitest';
import { onEachDatabase, testPassword } from '../../../../test/harness.ts';

onEachDatabase(
  'sign-up',
  (test) => {
    let signUps = 0;
    const signUp = (fields: Record<string, unknown>) =>
      test().call('POST', '/v1/users', {
        body: { user: { email: `guess${signUps++}@example.test`, password: testPassword, ...fields } },
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
      'keeps a browser’s guess of the time zone, %j, as %j, and refuses nobody for it',
      async (time_zone, kept) => {
        const { status, body } = await signUp({ time_zone });
        expect([status, body.user?.preferences.time_zone]).toEqual([201, kept]);
      },
    );

    it.each(['de', 'fr-FR', '', 5, null])(
      'falls back to English for the language %j that a browser guessed',
      async (locale) => {
        const { status, body } = await signUp({ locale });
        expect([status, body.user?.preferences.locale]).toEqual([201, 'en']);
      },
    );
  },
  { LOGE_THROTTLING: 'off' },
);
