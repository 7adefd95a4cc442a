import { type Fetched, fetched } from '../ui/fetched.ts';
import { ApiError } from './api-error.ts';

/** Longer than a server that is there takes to say so, milliseconds. */
const patience = 5_000;

/** Something small of ours that no deploy takes away. */
const always = '/boot.js';

async function serverAnswers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patience);
    return (await fetch(always, { method: 'HEAD', cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}

/** Why a piece of this site did not come: no connection, or a page older than the server, which has it no more. */
async function reason(error: unknown): Promise<Error> {
  if (error instanceof ApiError) return error;
  return new ApiError((await serverAnswers()) ? 'outdated' : 'not_loaded');
}

/** A piece of this site that is loaded when it is wanted; its failures have words. */
export const sitePiece = <T>(load: () => Promise<T>): Fetched<T> => fetched(load, reason);

/** Several of them at once. */
export async function orReason<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    throw await reason(error);
  }
}
