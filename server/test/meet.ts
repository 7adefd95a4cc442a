import { AsyncLocalStorage } from 'node:async_hooks';
import type { TestApp } from './harness.ts';

/** The number of the try that a piece of work belongs to. */
const currentTry = new AsyncLocalStorage<number>();

interface Meeting {
  /** The try whose write is let in first, counted from 0. The later ones follow, then the earlier ones. */
  readonly first?: number;
  /** One more try, counted as the last. It begins once all the others wait, so they have already read what it changes. */
  readonly late?: () => Promise<unknown>;
}

/**
 * Makes tries meet. Each goes as far as its write and waits there for all the others, so that what it has read is old by the
 * time it writes. Without this, one process with SQLite does one try after another. Each side should be first in its turn.
 */
export async function meet<T>(
  test: TestApp,
  tries: readonly (() => Promise<T>)[],
  { first = 0, late }: Meeting = {},
): Promise<T[]> {
  const { ctx } = test.app;
  const { write } = ctx;
  const count = tries.length + (late ? 1 : 0);
  const waiting = new Map<number, (() => void)[]>();
  let refused = 0;
  let open = false;
  let beginLate = () => {};
  const othersWait = new Promise<void>((resolve) => {
    beginLate = resolve;
  });
  const look = () => {
    const came = waiting.size + refused;
    if (came >= tries.length) beginLate();
    if (open || came < count) return;
    open = true;
    for (let i = 0; i < count; i++) for (const letIn of waiting.get((first + i) % count) ?? []) letIn();
  };
  const waits: typeof write = async (actor, work) => {
    const which = currentTry.getStore();
    if (!open && which !== undefined) {
      await new Promise<void>((letIn) => {
        waiting.set(which, [...(waiting.get(which) ?? []), letIn]);
        // Looks only after this try waits too. Otherwise it would be let in after all the others.
        queueMicrotask(look);
      });
    }
    return write(actor, work);
  };
  const go = <R>(run: () => Promise<R>, which: number): Promise<R> =>
    currentTry.run(which, async () => {
      const done = await run();
      // A try that was refused before its write will not arrive any more.
      if (!open) refused++;
      look();
      return done;
    });
  Object.assign(ctx, { write: waits });
  try {
    const all = tries.map(go);
    if (late) {
      await othersWait;
      await go(late, tries.length);
    }
    return await Promise.all(all);
  } finally {
    Object.assign(ctx, { write });
  }
}

/** Makes the wanted number of tries, each side in its turn. */
export const inTurns = <T>(count: number, ...sides: readonly (() => Promise<T>)[]): (() => Promise<T>)[] =>
  Array.from({ length: count }, (_, i) => sides[i % sides.length] as () => Promise<T>);
