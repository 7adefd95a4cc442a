import { askLoge, type Loge, objectIn } from '../machines/ask-loge.ts';
import { Failure } from '../machines/failure.ts';

export interface Minted {
  readonly jwt: string;
  readonly accountId: string;
}

/** Gets a five-minute JWT for the owner of a verified key; null when Loge says that the key opens nothing. Throws `Failure`. */
export async function mintJwt(loge: Loge, fingerprint: string, timeoutMs: number): Promise<Minted | null> {
  const question = { path: '/v1/ssh/login', fingerprint, by: 'loge ssh-front', timeoutMs } as const;
  const answer = await askLoge(loge, question);
  if (!answer) return null;
  const { token } = answer;
  const { id } = objectIn(answer.account);
  const wellFormed =
    typeof token === 'string' && token.length <= 8192 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);
  if (!wellFormed || typeof id !== 'string' || !/^[\w-]{1,128}$/.test(id))
    throw new Failure('Loge answered with something that is no JWT');
  return { jwt: token, accountId: id };
}
