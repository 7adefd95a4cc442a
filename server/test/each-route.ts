import {
  type CredentialKind,
  declaredErrors,
  mutates,
  type Route,
  routes,
  serviceScopes,
} from '@loge/protocol';
import { expect } from 'vitest';
import { createService } from '../src/features/services/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import type { CallOptions, Person, TestApp, TestResponse } from './harness.ts';
import { expectError } from './observe.ts';

// What the tests of every route have in common.

export const served = routes.filter((route) => !route.demoOnly);
export const changing = served.filter(mutates);
export const guarded = served.filter((route) => route.auth.by.length > 0);
export const byId = (list: readonly Route[]) => list.map((route) => [route.id, route] as const);

/** As the list of routes says it, with any parameter filled by a value that names nothing. */
export const anyPath = (route: Route) => route.path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');

export const send = (test: TestApp, route: Route, path: string, options: CallOptions) =>
  test.call(route.method, path, options);

/** An error that the route says it may answer with. */
export function expectDeclared(route: Route, response: TestResponse): void {
  const code = expectError(response);
  expect(declaredErrors(route), `${route.id}: ${JSON.stringify(response.body)}`).toContain(code);
}

/** What no route of the platform's machines refuses. */
const everyService = { name: 'everything', scopes: serviceScopes, audiences: [], expiresAt: null };

export async function credentials(
  test: TestApp,
  person: Person,
): Promise<Record<CredentialKind, CallOptions>> {
  const { jwt, secret } = await test.bearer(person);
  const machine = (await createService(test.app.ctx, commandActor('test'), everyService)).secret;
  return {
    session: { session: await test.signIn(person) },
    bearer: { bearer: jwt },
    password: { basic: `${person.email}:${person.password}` },
    token: { basic: `:${secret}` },
    service: { bearer: machine },
    client: { basic: `${everyService.name}:${machine}` },
  };
}
