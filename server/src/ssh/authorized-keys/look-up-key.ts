import { askLoge, type Loge, objectIn } from '../machines/ask-loge.ts';
import { Failure } from '../machines/failure.ts';
import type { FoundKey } from './key-line.ts';

const timeoutMs = 3000;

/** Asks Loge whose key it is. Null when Loge says that the key opens nothing. Throws `Failure`. */
export async function lookUpKey(loge: Loge, fingerprint: string): Promise<FoundKey | null> {
  const by = 'loge ssh-authorized-keys';
  const answer = await askLoge(loge, { path: '/v1/ssh/lookup', fingerprint, by, timeoutMs });
  if (!answer) return null;
  const ssh = objectIn(answer.ssh);
  const account = objectIn(ssh.account);
  const found = { keyId: ssh.key_id, key: ssh.key, accountId: account.id, username: account.username };
  if (Object.values(found).some((value) => typeof value !== 'string'))
    throw new Failure('Loge answered with something that is no key');
  return found as FoundKey;
}
