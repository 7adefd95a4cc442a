import type { Locale } from '@loge/protocol';
import { decodeJwt } from 'jose';
import type { Account } from '../../db/account.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import { markMailed, untoldAcceptances } from './acceptance-queries.ts';
import { acceptedMail } from './mails.ts';
import { versionById } from './queries.ts';

/**
 * Mails what was accepted, with its documents in the language of the acceptance. To a confirmed address only: until then nobody
 * knows whose it is, so what was accepted when signing up is mailed when the address is confirmed.
 */
export async function tellOfAcceptance(tx: Tx, account: Account): Promise<void> {
  if (account.email_confirmed_at === null) return;
  const untold = await untoldAcceptances(tx, account.id);
  // What was accepted in one act, by one sentence, is one mail.
  for (const together of Map.groupBy(
    untold,
    ({ accepted_at, locale }) => `${accepted_at} ${locale}`,
  ).values()) {
    const [first] = together;
    if (!first) continue;
    const locale: Locale = first.locale === 'fr' ? 'fr' : 'en';
    const versions = (
      await Promise.all(together.map(({ version_id }) => versionById(tx, version_id)))
    ).filter((version) => version !== undefined);
    const mail = acceptedMail.to(recipientOf(account), {
      at: first.accepted_at,
      // Later it is somebody else's, or the same at another place.
      remoteIp: first.accepted_at === tx.now ? tx.actor.remoteIp : null,
      contracts: versions.map(({ name, version }) => ({ title: JSON.parse(name)[locale], version })),
      sentence: String(decodeJwt(first.jws).sentence),
      files: versions.flatMap(({ documents }) =>
        documents
          .filter((document) => document.locale === locale)
          .map(({ file_name: fileName, sha256 }) => ({ fileName, sha256 })),
      ),
    });
    await tx.enqueue(mail && { ...mail, payload: { ...mail.payload, locale } });
    await markMailed(
      tx,
      together.map(({ id }) => id),
    );
  }
}
