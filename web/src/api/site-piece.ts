import { type Fetched, fetched } from '../ui/fetched.ts';
import { ApiError } from './api-error.ts';

/** In milliseconds, longer than a running server takes to answer. */
const patience = 5_000;

/** A small file that every version of the server has. */
const always = '/boot.js';

async function serverAnswers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patience);
    return (await fetch(always, { method: 'HEAD', cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}

/**
 * Says why a piece of this site did not come: there is no connection, or the page is older than the server, which
 * no longer has the piece.
 */
async function reason(error: unknown): Promise<Error> {
  if (error instanceof ApiError) return error;
  return new ApiError((await serverAnswers()) ? 'outdated' : 'not_loaded');
}

/** A piece of this site that is loaded when it is needed. Its failures have words. */
export const sitePiece = <T>(load: () => Promise<T>): Fetched<T> => fetched(load, reason);

/** Awaits the loading of several pieces. Throws the reason when one fails. */
export async function orReason<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    throw await reason(error);
  }
}
