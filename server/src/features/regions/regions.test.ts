import { describe, expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';

const configured = [
  {
    name: 'eu-1',
    display_name: 'Europe 1',
    api: 'https://api.eu-1.example.test/',
    database_api: 'https://db.eu-1.example.test///',
    dashboard: 'https://dash.example.test',
    ssh: 'ssh.eu-1.example.test:22',
    default: true,
  },
  {
    name: 'us-1',
    display_name: 'America 1',
    api: 'https://api.us-1.example.test',
    database_api: 'https://db.us-1.example.test',
    dashboard: 'https://dash.example.test',
    secret: 'not shown',
  },
];

describe('regions', () => {
  onEachDatabase(
    'configured',
    (test) => {
      it('are answered to anybody, without trailing slashes or stray fields', async () => {
        const { body, status } = await test().call('GET', '/v1/regions');
        expect(status).toBe(200);
        expect(body.regions).toEqual([
          {
            ...configured[0],
            api: 'https://api.eu-1.example.test',
            database_api: 'https://db.eu-1.example.test',
          },
          { ...configured[1], secret: undefined, ssh: '', default: false },
        ]);
        expect(JSON.stringify(body)).not.toContain('not shown');
      });

      it('are answered with a bearer, a cookie, or a credential that is no good', async () => {
        const who = await test().person();
        const { jwt } = await test().bearer(who);
        const session = await test().signIn(who);
        const anonymous = await test().call('GET', '/v1/regions?', {
          headers: { 'content-type': 'application/json' },
        });
        for (const credential of [{ bearer: jwt }, { session }, { bearer: 'expired' }, { basic: 'x' }])
          expect((await test().call('GET', '/v1/regions', credential)).body).toEqual(anonymous.body);
      });
    },
    { LOGE_REGIONS: JSON.stringify(configured) },
  );

  onEachDatabase('not configured', (test) => {
    it('are one, at the public URL: an empty list would crash command lines, an sshd would keep them waiting', async () => {
      const { body } = await test().call('GET', '/v1/regions');
      const origin = 'http://localhost:4310';
      expect(body.regions).toEqual([
        {
          name: 'local',
          display_name: 'Loge',
          api: origin,
          database_api: origin,
          dashboard: origin,
          ssh: '',
          default: true,
        },
      ]);
    });
  });
});
