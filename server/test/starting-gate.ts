import { AsyncLocalStorage } from 'node:async_hooks';
import { lockAccount } from '../src/features/accounts/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import type { TestApp } from './harness.ts';

/** The number of the try that a piece of work belongs to. */
const currentTry = new AsyncLocalStorage<number>();

/**
 * Locks the account until every try about it has come to its write, or was refused before. So all have checked what they
 * found before the first of them changes it. On a database whose reads and writes take turns within microseconds they would
 * hardly overlap otherwise.
 */
export async function behindGate<T>(
  { app: { ctx } }: TestApp,
  accountId: string,
  tries: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const { write } = ctx;
  const [closed, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const gate = write(commandActor('test'), async (tx) => {
    await lockAccount(tx, accountId);
    closed.resolve();
    await opened.promise;
  });
  await closed.promise;
  const here = new Set<number>();
  const came = (which: number) => {
    here.add(which);
    if (here.size === tries.length) opened.resolve();
  };
  const counted: typeof write = (actor, work) => {
    const which = currentTry.getStore();
    const done = write(actor, work);
    if (which !== undefined) came(which);
    return done;
  };
  Object.assign(ctx, { write: counted });
  try {
    const replies = tries.map((run, which) => currentTry.run(which, () => run().finally(() => came(which))));
    return await Promise.all(replies);
  } finally {
    opened.resolve();
    Object.assign(ctx, { write });
    await gate;
  }
}
