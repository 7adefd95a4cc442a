import { randomUUID } from 'node:crypto';
import { signUp } from '@loge/protocol';
import { hours, instantOf } from '../../../kernel/clock.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Account } from '../../../platform/http/principal.ts';
import type { Tx } from '../../../platform/write.ts';
import { emailKey, recipientOf } from '../../accounts/feature.ts';
import { confirmationMail } from './mails.ts';
import { insertConfirmation, spendConfirmationsOf } from './queries.ts';

/** Makes a link and mails it, as part of the caller's write; earlier links stop working. */
export async function sendConfirmation(tx: Tx, account: Account): Promise<void> {
  const secret = randomSecret();
  await spendConfirmationsOf(tx, account.id);
  await insertConfirmation(tx, {
    id: randomUUID(),
    account_id: account.id,
    email_key: emailKey(account.email),
    secret_hash: hashSecret(secret),
    expires_at: instantOf(Date.parse(tx.now) + hours(signUp.confirmationHours)),
  });
  await tx.record({ type: 'confirmation_sent', accountId: account.id, data: { email: account.email } });
  await tx.enqueue(
    confirmationMail.to(recipientOf(account), {
      token: secret,
      username: account.username,
      hours: signUp.confirmationHours,
    }),
  );
}
