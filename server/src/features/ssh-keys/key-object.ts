import type { EventData, sshKeys } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { SshKey } from './queries.ts';

const reasons = ['member', 'undo', 'deletion'] as const;

/** A key as the contract's clients know it, with what Loge adds (docs/contract.md#ssh-keys). */
export const toKey = (row: SshKey, { id, email, username }: Account): sshKeys.SshKey => ({
  id: row.id,
  name: row.name,
  content: row.content,
  fingerprint: row.fingerprint_md5,
  created_at: row.created_at,
  owner: { id, email, username },
  fingerprint_sha256: `SHA256:${row.fingerprint}`,
  type: row.type,
  bits: row.bits,
  expires_at: row.expires_at,
  last_used_at: row.last_used_at,
  disabled_at: row.disabled_at,
  disabled_because: reasons.find((reason) => reason === row.disabled_because) ?? null,
});

/** How the journal names a key (docs/contract.md#events). */
export const keyEvent = ({ name, fingerprint_md5 }: SshKey): EventData<'new_key'> => ({
  name,
  fingerprint: fingerprint_md5,
});

/** The event's data when a key stops opening its account. What the key made ends too, and is found by the key's id. */
export const endedKeyEvent = (key: SshKey): EventData<'key_disabled'> => ({
  ...keyEvent(key),
  key_id: key.id,
});

/** How mails name a key: as today's `ssh-keygen -l` does. */
export const mailedKey = ({ name, fingerprint }: SshKey) => ({ name, fingerprint: `SHA256:${fingerprint}` });

/** Whether a key gives access now, as far as that depends on the key. */
export const isUsable = (
  { disabled_at, expires_at }: Pick<SshKey, 'disabled_at' | 'expires_at'>,
  now: string,
): boolean => disabled_at === null && (expires_at === null || expires_at > now);
