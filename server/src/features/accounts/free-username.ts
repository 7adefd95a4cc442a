import { accounts } from '@loge/protocol';
import type { Reader } from '../../platform/write.ts';
import { usernameHolder } from './queries.ts';
import { shortened, usernameFrom, usernameFromEmail, usernameRefusal } from './username.ts';

const triesInOrder = 20;

/** Returns a free username close to the wanted one, for the suggestion beside "taken". */
export async function freeUsername(reader: Reader, wanted: string, platformName: string): Promise<string> {
  const stem = shortened(wanted, accounts.usernameLimits.max - 6);
  for (let n = 2; n < triesInOrder; n++) {
    const candidate = `${stem}-${n}`;
    if (usernameRefusal(candidate, platformName) === null && !(await usernameHolder(reader, candidate))) {
      return candidate;
    }
  }
  // Many accounts share the name. Five random digits end the search.
  return `${stem}-${String(Math.floor(Math.random() * 90_000) + 10_000)}`;
}

/** Returns a username for somebody who chose none. */
export const usernameFor = (reader: Reader, email: string, platformName: string): Promise<string> =>
  usernameLike(reader, usernameFromEmail(email), platformName);

/** Returns a username like a name that somebody has elsewhere, or that one where it is free. */
export const usernameFromName = (reader: Reader, name: string, platformName: string): Promise<string> =>
  usernameLike(reader, usernameFrom(name), platformName);

async function usernameLike(reader: Reader, derived: string, platformName: string): Promise<string> {
  const free = usernameRefusal(derived, platformName) === null && !(await usernameHolder(reader, derived));
  return free ? derived : freeUsername(reader, derived, platformName);
}
