import { setImmediate as nextTurn } from 'node:timers/promises';
import { hds } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';
import type { Reader } from '../../platform/write.ts';
import type { Contact } from './contact.ts';
import { gapsOf, roleOf } from './gaps.ts';
import { applicationsAt, contactsAt, type RegisteredApplication } from './register-queries.ts';

/** A health application in the register: as it was, who could be reached about it, and what was missing. */
export interface RegisterEntry {
  readonly application: RegisteredApplication;
  /** In the order of the roles. */
  readonly contacts: readonly { readonly role: hds.Role; readonly contact: Contact }[];
  readonly gaps: readonly hds.Gap[];
}

/** How many applications are in memory at a time. */
const atATime = 500;

/**
 * Every health application as of an instant, by id, a few hundred at a time. History is closed and never changed, so that pages
 * which are read one after another belong together.
 */
export async function* registerEntries(
  reader: Reader,
  at: Instant,
): AsyncGenerator<readonly RegisterEntry[]> {
  let after = '';
  for (;;) {
    const applications = await applicationsAt(reader, at, after, atATime);
    const last = applications.at(-1)?.application_id;
    if (last === undefined) return;
    const served = Map.groupBy(await contactsAt(reader, at, after, last), (one) => one.application_id);
    yield applications.map((application) => {
      const links = served.get(application.application_id) ?? [];
      return {
        application,
        contacts: hds.roles.flatMap((role) =>
          links.filter((link) => roleOf(link.role) === role).map((contact) => ({ role, contact })),
        ),
        gaps: gapsOf(links, new Map(links.map((one) => [one.contact_id, one])), at),
      };
    });
    if (applications.length < atATime) return;
    after = last;
    await nextTurn();
  }
}
