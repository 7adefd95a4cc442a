import { type Auth, route } from '@loge/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountById } from '../src/features/accounts/feature.ts';
import { makeLockCaller } from '../src/features/authentication/sessions/feature.ts';
import { type Actor, commandActor } from '../src/kernel/actor.ts';
import { AppError } from '../src/kernel/app-error.ts';
import type { Credential } from '../src/platform/credential.ts';
import { bind } from '../src/platform/http/bind.ts';
import { makeHttpServer } from '../src/platform/http/server.ts';
import { openTestApp, type TestApp } from './harness.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp('sqlite');
});
afterAll(() => test?.close());

const probe = (auth: Auth) =>
  route({
    id: 'probe',
    method: 'POST',
    path: '/v1/probe',
    summary: '',
    auth,
    status: 204,
    reply: null,
    errors: [],
    records: { nothing: 'a test' },
  });

/** A kind that nothing outside its feature has heard of: the account's id, after a word of its own. */
function badges() {
  const seen = { used: [] as string[], locked: [] as string[], valid: true };
  const badge: Credential = {
    kind: 'badge',
    acceptedAs: 'bearer',
    fits: ({ scheme, secret }) => scheme === 'bearer' && secret.startsWith('badge-'),
    async authenticate(ctx, { secret }) {
      const account = await accountById(ctx.reader, secret.slice('badge-'.length));
      if (!account) return null;
      const credential = { kind: 'badge', id: account.id };
      return { account, credential, scopes: null, applications: null, provedAt: null };
    },
    async lock(_tx, { credential }) {
      seen.locked.push(credential.id ?? '');
      if (!seen.valid) throw new AppError('not_authenticated');
    },
    used: (_ctx, { account }, scope) => void seen.used.push(`${account.id} ${scope}`),
  };
  return { badge, seen };
}

it('a kind of credential that a feature plugs in opens the routes that accept it', async () => {
  const who = await test.person();
  const { badge, seen } = badges();
  const actors: Actor[] = [];
  const handled = bind(probe({ by: ['bearer'], scope: 'account:read' }), async (_ctx, { actor }) => {
    actors.push(actor);
    return undefined;
  });
  const server = await makeHttpServer(test.app.ctx, {
    routes: [handled],
    credentials: [badge],
    demandProof: async () => ({}),
    demandContracts: async () => {},
  });
  const ask = async (authorization: string) =>
    (await server.inject({ method: 'POST', url: '/v1/probe', headers: { authorization } })).statusCode;
  expect(await ask(`Bearer badge-${who.id}`)).toBe(204);
  expect(await ask('Bearer badge-nobody')).toBe(401);
  expect(await ask('Bearer other')).toBe(401);
  expect(await ask(`Basic ${Buffer.from(`:badge-${who.id}`).toString('base64')}`)).toBe(401);
  expect(actors).toMatchObject([{ kind: 'member', accountId: who.id, credential: { kind: 'badge' } }]);
  expect(seen.used).toEqual([`${who.id} account:read`]);
  await server.close();
});

it('a kind that is recognised first but not accepted opens nothing, whatever else would', async () => {
  const who = await test.person();
  const { badge } = badges();
  const machine: Credential = { ...badge, kind: 'machine', acceptedAs: 'service' };
  const server = await makeHttpServer(test.app.ctx, {
    routes: [bind(probe({ by: ['bearer'] }), async () => undefined)],
    credentials: [machine, badge],
    demandProof: async () => ({}),
    demandContracts: async () => {},
  });
  const headers = { authorization: `Bearer badge-${who.id}` };
  expect((await server.inject({ method: 'POST', url: '/v1/probe', headers })).statusCode).toBe(401);
  await server.close();
});

it('its row is locked in each write, and one that has ended by then writes nothing', async () => {
  const who = await test.person();
  const { badge, seen } = badges();
  const lockCaller = makeLockCaller([badge]);
  const member = {
    kind: 'member',
    accountId: who.id,
    credential: { kind: 'badge', id: who.id },
    remoteIp: null,
    userAgent: null,
  } as const;
  const write = () => test.app.ctx.write(commandActor('test'), (tx) => lockCaller(tx, member));
  await write();
  seen.valid = false;
  await expect(write()).rejects.toThrow(AppError);
  expect(seen.locked).toEqual([who.id, who.id]);
});

it('a credential of a kind that no feature has writes nothing', async () => {
  const who = await test.person();
  const actor: Actor = {
    kind: 'member',
    accountId: who.id,
    credential: { kind: 'badge', id: who.id },
    remoteIp: null,
    userAgent: null,
  };
  const written = test.app.ctx.write(actor, async () => 'written');
  await expect(written).rejects.toThrow('no feature has credentials of kind "badge"');
});
