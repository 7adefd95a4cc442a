import type { Selectable } from 'kysely';
import type { ServiceCredentialsTable } from '../../db/schema/services.ts';
import type { Instant } from '../../kernel/clock.ts';
import { prepared, type Slots } from '../../platform/prepared.ts';
import type { Touch } from '../../platform/touch.ts';
import type { Reader, Tx } from '../../platform/write.ts';

export type ServiceCredential = Selectable<ServiceCredentialsTable>;

/** Credentials that are not revoked. Expired ones are included, because they can be renewed. */
export async function listCredentials(reader: Reader): Promise<ServiceCredential[]> {
  return reader
    .selectFrom('service_credentials')
    .selectAll()
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Finds a credential by id or name; the newest when several have the name. */
export async function credentialNamed(reader: Reader, text: string): Promise<ServiceCredential | undefined> {
  return reader
    .selectFrom('service_credentials')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', text), eb('name', '=', text)]))
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Finds the unrevoked credential with a secret, either the present one or the one before its renewal. The query is compiled
 * once, since services ask at every request. The caller checks whether the credential has expired.
 */
export async function credentialBySecret(
  reader: Reader,
  hash: string,
): Promise<ServiceCredential | undefined> {
  return (await byPresent(reader, { hash }))[0] ?? (await byPrevious(reader, { hash }))[0];
}

const bySecret = (column: 'secret_hash' | 'previous_secret_hash') =>
  prepared((reader: Reader, slot: Slots<{ hash: string }>) =>
    reader
      .selectFrom('service_credentials')
      .selectAll()
      .where(column, '=', slot('hash'))
      .where('revoked_at', 'is', null),
  );
const byPresent = bySecret('secret_hash');
const byPrevious = bySecret('previous_secret_hash');

export async function insertCredential(
  tx: Tx,
  given: Pick<ServiceCredential, 'id' | 'name' | 'secret_hash' | 'scopes' | 'audiences' | 'expires_at'>,
): Promise<void> {
  await tx
    .insertInto('service_credentials')
    .values({
      ...given,
      previous_secret_hash: null,
      previous_until: null,
      created_at: tx.now,
      issued_at: tx.now,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** Replaces the secret of `present`. Returns nothing when another renewal came first, or the credential was revoked. */
export async function replaceSecret(
  tx: Tx,
  present: ServiceCredential,
  next: { readonly hash: string; readonly previousUntil: Instant | null; readonly expiresAt: Instant | null },
): Promise<ServiceCredential | undefined> {
  const { hash, previousUntil, expiresAt } = next;
  return tx
    .updateTable('service_credentials')
    .set({
      secret_hash: hash,
      previous_secret_hash: previousUntil === null ? null : present.secret_hash,
      previous_until: previousUntil,
      expires_at: expiresAt,
      issued_at: tx.now,
    })
    .where('id', '=', present.id)
    .where('secret_hash', '=', present.secret_hash)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

export async function markRevoked(tx: Tx, id: string): Promise<boolean> {
  const revoked = await tx
    .updateTable('service_credentials')
    .set({ revoked_at: tx.now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

export const usedMark = (id: string, now: Instant): Touch => ({
  key: `service:${id}`,
  apply: async (writer) => {
    await writer.updateTable('service_credentials').set({ last_used_at: now }).where('id', '=', id).execute();
  },
});
