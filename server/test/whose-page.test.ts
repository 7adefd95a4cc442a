import { accountHeader, type Route, routes } from '@loge/protocol';
import { expect, it } from 'vitest';
import { onEachDatabase } from './harness.ts';
import { expectError, snapshot } from './observe.ts';
import { exampleOf } from './requests.ts';

const bySession = routes.filter(({ auth, demoOnly }) => !demoOnly && auth.by.includes('session'));
const byId = (list: readonly Route[]) => list.map((route) => [route.id, route] as const);

onEachDatabase(
  'a page that shows one account while the cookie is another’s',
  (test) => {
    it.each(byId(bySession))('%s refuses it and changes nothing', async (_id, route) => {
      const { path, options, owner } = await exampleOf(test(), route);
      const { bearer: _, basic: __, ...rest } = options;
      const shown = await test().person();
      const session = options.session ?? (await test().signIn(owner ?? (await test().person())));
      await test().drain();
      const before = await snapshot(test().app);
      const refused = await test().call(route.method, path, {
        ...rest,
        session,
        headers: { ...rest.headers, [accountHeader]: shown.id },
      });
      expect([refused.status, expectError(refused)]).toEqual([409, 'other_account']);
      expect(await snapshot(test().app)).toEqual(before);
    });

    it('goes on with its own, and with clients that show none', async () => {
      const owner = await test().person();
      const session = await test().signIn(owner);
      const own = await test().call('GET', '/v1/users/self', {
        session,
        headers: { [accountHeader]: owner.id },
      });
      expect(own.status).toBe(200);
      expect((await test().call('GET', '/v1/users/self', { session })).status).toBe(200);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
