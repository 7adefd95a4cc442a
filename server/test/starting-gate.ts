import { setTimeout } from 'node:timers/promises';
import { holdAccount } from '../src/features/accounts/feature.ts';
import { commandActor } from '../src/kernel/actor.ts';
import type { TestApp } from './harness.ts';

/** Milliseconds that requests have to come to their writes; those that come later are tries all the same. */
const patience = 20;

/**
 * Holds the account while requests about it come in, so that all have checked what they found before the first of
 * them changes it: on a database whose reads and writes take turns within microseconds they would hardly overlap.
 */
export async function behindGate<T>(
  { app: { ctx } }: TestApp,
  accountId: string,
  requests: () => Promise<T>,
): Promise<T> {
  const [closed, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const gate = ctx.write(commandActor('test'), async (tx) => {
    await holdAccount(tx, accountId);
    closed.resolve();
    await opened.promise;
  });
  await closed.promise;
  const replies = requests();
  await setTimeout(patience);
  opened.resolve();
  await gate;
  return replies;
}
