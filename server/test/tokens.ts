import { registerApplication } from '../src/features/applications/feature.ts';
import { createService } from '../src/features/services/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import type { Loose, Person, TestApp, TestResponse } from './harness.ts';

/** The platform that the tests of limited tokens share, with its own scopes and services. */
export const platform = {
  LOGE_TOKEN_SCOPES: JSON.stringify([
    { name: 'apps:deploy', en: 'Deploy applications', fr: 'Déployer des applications' },
    { name: 'apps:read', en: 'See applications', fr: 'Voir les applications' },
  ]),
  LOGE_AUDIENCES: 'https://api.example.test, git',
};
export const issuer = 'http://localhost:4310';

let count = 0;

/** Registers an application as the person's; returns its id. */
export async function ownApplication(
  test: TestApp,
  owner: Person,
  id = `ap-${process.pid}-${count++}`,
): Promise<string> {
  await registerApplication(test.app.ctx, commandActor('test'), {
    id,
    name: `application ${id}`,
    url: null,
    hds: false,
    account_id: owner.id,
  });
  return id;
}

export interface MadeToken {
  readonly id: string;
  readonly secret: string;
  readonly body: Loose;
}

/** Makes a token by password, or by a JWT. */
export async function makeToken(
  test: TestApp,
  by: Person | string,
  asked: Record<string, unknown> = {},
): Promise<MadeToken> {
  const made = await askForToken(test, by, asked);
  if (made.status !== 201) throw new Error(`token: ${JSON.stringify(made.body)}`);
  return { id: made.body.token.id, secret: made.body.token.token, body: made.body.token };
}

export const askForToken = (
  test: TestApp,
  by: Person | string,
  asked: Record<string, unknown> = {},
): Promise<TestResponse> =>
  test.call('POST', '/v1/tokens', {
    ...(typeof by === 'string' ? { bearer: by } : { basic: `${by.username}:${by.password}` }),
    body: { token: { name: 'a token', ...asked } },
  });

export const exchange = (test: TestApp, secret: string, body?: unknown): Promise<TestResponse> =>
  test.call('POST', '/v1/tokens/exchange', {
    basic: `:${secret}`,
    ...(body === undefined ? {} : { body }),
  });

export async function jwtOf(test: TestApp, secret: string, body?: unknown): Promise<string> {
  const exchanged = await exchange(test, secret, body);
  if (exchanged.status !== 200) throw new Error(`exchange: ${JSON.stringify(exchanged.body)}`);
  return exchanged.body.token;
}

/** The secret of one of the platform's services that asks whether JWTs are good. */
export async function introspector(test: TestApp, audiences: readonly string[]): Promise<string> {
  const { secret } = await createService(test.app.ctx, commandActor('test'), {
    name: `introspector ${count++}`,
    scopes: ['tokens:introspect'],
    audiences,
    expiresAt: null,
  });
  return secret;
}
