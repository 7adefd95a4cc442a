import { twoFactor } from '@loge/protocol';
import type { Tx } from '../../../platform/write.ts';
import { longForm, macOf, newCode } from './code-form.ts';
import { deleteCodes, insertCodes } from './queries.ts';

/** Makes new codes in place of the old ones. They are shown once and kept as hashes. The caller records and mails. */
export async function makeRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: twoFactor.recoveryCodeCount }, newCode);
  const key = await tx.key();
  await deleteCodes(tx, accountId);
  await insertCodes(
    tx,
    accountId,
    codes.map((code) => longForm(macOf(key, accountId, code))),
  );
  await tx.record({
    type: 'recovery_codes_made',
    accountId,
    data: { count: codes.length, remote_ip: tx.actor.remoteIp },
  });
  return codes;
}
