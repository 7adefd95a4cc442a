import type { Checked, Member } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Credential } from '../../../platform/credential.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { LockCaller, Tx } from '../../../platform/write.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { lockPassword } from '../password/feature.ts';
import { sameFactors } from '../proof.ts';
import { openSessionById } from './queries.ts';

/**
 * The one answer to every race between an act and the end of the credential that it came by. Locking the account puts
 * a member's writes in a row with whatever ends sessions, revokes tokens or changes the password, each of which locks
 * it too; then the credential has to be what it was when it was checked. Throws `not_authenticated`,
 * `account_suspended`, `account_deleting`, `proof_required`.
 *
 * @param credentials every kind there is; each locks its own rows.
 */
export function makeLockCaller(credentials: readonly Credential[]): LockCaller {
  const byKind = new Map(credentials.map((credential) => [credential.kind, credential]));
  return async (tx, member) => {
    const { kind, checked } = member.credential;
    const present = await lockAccount(tx, member.accountId);
    if (!present) throw new AppError('not_authenticated');
    if (present.suspended_at !== null) throw new AppError('account_suspended');
    if (present.deleting_since !== null) throw new AppError('account_deleting');
    const credential = byKind.get(kind);
    if (!credential) throw new Error(`no feature has credentials of kind "${kind}"`);
    await credential.lock?.(tx, member);
    if (checked?.passwordId !== undefined) {
      if (!(await lockPassword(tx, member.accountId, checked.passwordId))) throw stale(kind);
    }
    if (checked?.factors && !sameFactors(present, checked.factors)) throw stale(kind);
  };
}

/** Throws when the session was ended or renewed, or lost its proof, since it was checked. */
export async function lockSession(tx: Tx, { credential: { id, checked } }: Member): Promise<void> {
  const session = await openSessionById(tx, id ?? '');
  if (!session) throw new AppError('not_authenticated');
  // Renewed since it was checked, by another request: this one may be a copy's.
  if (checked?.secretHash !== undefined && !isOwn(session.secret_hash, checked))
    throw new AppError('not_authenticated');
  // A credential changed elsewhere since: whoever proved with the old ones proves again.
  if (checked?.proved && session.proved_at === null) throw new AppError('proof_required');
}

/** The secret that was shown, or the one that this very request gave the session. */
function isOwn(secretHash: string, { secretHash: shown, renewal }: Checked): boolean {
  if (secretHash === shown) return true;
  const drawn = renewal?.drawn ?? null;
  return drawn !== null && hashSecret(drawn) === secretHash;
}

/** What was given is not what counts any more. */
const stale = (kind: string): AppError =>
  new AppError(kind === 'password' ? 'not_authenticated' : 'proof_required');
