import type { Reader, Tx } from '../../platform/write.ts';

interface Consent {
  readonly given_at: string;
  readonly given_source: string;
  readonly withdrawn_at: string | null;
  readonly withdrawn_source: string | null;
}

/** The latest consent to the newsletter, given or withdrawn. */
export async function latestConsent(reader: Reader, accountId: string): Promise<Consent | undefined> {
  return reader
    .selectFrom('newsletter_consents')
    .select(['given_at', 'given_source', 'withdrawn_at', 'withdrawn_source'])
    .where('account_id', '=', accountId)
    .orderBy('given_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertConsent(
  tx: Tx,
  consent: { id: string; account_id: string; given_source: string; locale: string },
): Promise<void> {
  await tx
    .insertInto('newsletter_consents')
    .values({ ...consent, given_at: tx.now, withdrawn_at: null, withdrawn_source: null })
    .execute();
}

export async function withdrawConsents(tx: Tx, accountId: string, source: string): Promise<void> {
  await tx
    .updateTable('newsletter_consents')
    .set({ withdrawn_at: tx.now, withdrawn_source: source })
    .where('account_id', '=', accountId)
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function consentsOf(reader: Reader, accountId: string) {
  return reader
    .selectFrom('newsletter_consents')
    .select(['given_at', 'given_source', 'locale', 'withdrawn_at', 'withdrawn_source'])
    .where('account_id', '=', accountId)
    .orderBy('given_at')
    .execute();
}
