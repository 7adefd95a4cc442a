import type { password } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Tx } from '../../../platform/write.ts';
import { accountById, recipientOf } from '../../accounts/feature.ts';
import { revokeSomeTokens } from '../../api-tokens/feature.ts';
import { dropIntegration } from '../../integrations/feature.ts';
import { disableKeys } from '../../ssh-keys/feature.ts';
import { dropIdentity } from '../identities/feature.ts';
import { dropPasskey } from '../passkeys/feature.ts';
import { codesOf, deleteCodes, endTotp } from '../two-factor/feature.ts';
import { listAccess } from './list-access.ts';
import { accessEndedMail } from './mails.ts';

/**
 * Ends all access to the account that is not kept, as part of the caller's write, which holds the account's lock. The caller
 * names what stays rather than what ends, so that what a stranger made after the owner looked ends too. One mail lists it.
 */
export async function endAccess(tx: Tx, account: Account, keep: password.Keep): Promise<void> {
  const { access } = await listAccess(tx, account, tx.now);
  const ending = access.filter(({ kind, id }) => !keeps(keep, kind, id));
  if (ending.length === 0) return;
  const idsOf = (kind: password.AccessKind) => ending.filter((one) => one.kind === kind).map(({ id }) => id);
  const { id: accountId } = account;
  const tokens = await revokeSomeTokens(tx, accountId, idsOf('api_token'));
  const keys = await disableKeys(tx, accountId, 'member', { ids: idsOf('ssh_key') });
  for (const id of idsOf('passkey')) await dropPasskey(tx, accountId, id);
  for (const id of idsOf('identity')) await dropIdentity(tx, accountId, id);
  for (const id of idsOf('integration')) await dropIntegration(tx, accountId, id);
  const authenticator = idsOf('authenticator').length > 0;
  const { made_at: codesAt } = await codesOf(tx, accountId);
  // Whoever set up a factor has read the codes that came with it.
  const codes = ending.some(
    ({ kind, made_at }) =>
      kind === 'recovery_codes' || ((kind === 'passkey' || kind === 'authenticator') && made_at === codesAt),
  );
  if (codes) await deleteCodes(tx, accountId);
  // Without the passkeys that have just been removed, the app may be the last factor.
  const present = authenticator ? await accountById(tx, accountId) : undefined;
  if (present) await endTotp(tx, present);
  const namesOf = (kind: password.AccessKind) =>
    ending.filter((one) => one.kind === kind).map(({ name }) => name ?? '');
  const passkeys = namesOf('passkey');
  const identities = namesOf('identity');
  const integrations = namesOf('integration');
  const { remoteIp } = tx.actor;
  await tx.record({
    type: 'access_ended',
    accountId,
    data: {
      tokens: tokens.length,
      keys: keys.length,
      passkeys: passkeys.length,
      authenticator,
      recovery_codes: codes,
      identities: identities.length,
      integrations: integrations.length,
      remote_ip: remoteIp,
    },
  });
  await tx.enqueue(
    accessEndedMail.to(recipientOf(account), {
      tokens: tokens.map(({ name }) => name),
      keys: keys.map(({ name }) => name),
      passkeys,
      identities,
      integrations,
      authenticator,
      codes,
      at: tx.now,
      remoteIp,
    }),
  );
}

function keeps(keep: password.Keep, kind: password.AccessKind, id: string): boolean {
  switch (kind) {
    case 'api_token':
      return keep.api_tokens.includes(id);
    case 'ssh_key':
      return keep.ssh_keys.includes(id);
    case 'passkey':
      return keep.passkeys.includes(id);
    case 'authenticator':
      return keep.authenticator;
    case 'recovery_codes':
      return keep.recovery_codes;
    case 'identity':
      return keep.identities?.includes(id) ?? false;
    case 'integration':
      return keep.integrations?.includes(id) ?? false;
  }
}
