import { lookup, Resolver } from 'node:dns/promises';
import { seconds } from '../../kernel/clock.ts';
import { codeOf } from './outbound-error.ts';

/** Every address of a name. Rejects as Node does, with a `code`. */
export type LookUp = (name: string) => Promise<readonly string[]>;

/**
 * Asks these resolvers, or the system when there are none. The system reads /etc/hosts too; it cannot be told how long to
 * take, so whoever asks waits no longer than they mean to.
 */
export function makeLookUp(resolvers: readonly string[]): LookUp {
  if (resolvers.length === 0)
    return async (name) => (await lookup(name, { all: true })).map(({ address }) => address);
  const resolver = new Resolver({ timeout: seconds(2), tries: 2 });
  resolver.setServers(resolvers);
  return async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length > 0) return found;
    const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    // A resolver that could not say about one family has not said that there is no such name.
    throw failures.find((failure) => !meansUnknown(failure)) ?? failures[0] ?? new Error('no address');
  };
}

/** Whether a look-up failed because there is no such name, and not because nobody could say. */
export const meansUnknown = (error: unknown): boolean =>
  ['ENOTFOUND', 'ENODATA', 'EBADNAME'].includes(codeOf(error) ?? '');
