import type { ServiceScope } from '@loge/protocol';
import { createService } from '../src/features/services/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import type { CallOptions, Person, TestApp } from './harness.ts';

/** A request that succeeds, made for one route. */
export interface Example {
  /** The path with parameters and query filled in. */
  readonly path: string;
  readonly options: CallOptions;
  /** The person whose data it is about; null for nobody's. */
  readonly owner: Person | null;
  /** Unused recovery codes of an owner with a second factor. */
  readonly codes?: readonly string[];
}

export type Make = (test: TestApp) => Promise<Example>;

/** One example for each route of a feature, by the route's id. */
export type Examples = Readonly<Record<string, Make>>;

let counted = 0;
/** Counts the calls, for names that must differ. */
export const count = (): number => counted++;

export const session = async (test: TestApp, owner: Person): Promise<CallOptions> => ({
  session: await test.signIn(owner),
});

/** A read or a change that a signed-in person makes on a path of their own. */
export const own =
  (path: string, body?: unknown): Make =>
  async (test) => {
    const owner = await test.person();
    return { path, owner, options: { ...(await session(test, owner)), ...(body ? { body } : {}) } };
  };

/** The credential of one of the platform's services. */
export const asService = async (test: TestApp, scope: ServiceScope): Promise<CallOptions> => {
  const made = await createService(test.app.ctx, commandActor('test'), {
    name: `service ${count()}`,
    scopes: [scope],
    audiences: ['api'],
    expiresAt: null,
  });
  return { bearer: made.secret };
};

export const open =
  (path: string): Make =>
  async () => ({ path, owner: null, options: {} });
